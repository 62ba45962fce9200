package io.github.bingxstream.checkpoint;

import io.github.bingxstream.codec.CheckpointText;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.port.CheckpointStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Keeps the checkpoint of one account's stream in a file, which is one line of JSON an order and holds no secret.
 *
 * <p>A checkpoint is written to a file {@code name.tmp} beside it, which then takes its place in one step: however the process
 * ends, the old checkpoint or the new one is there whole. Where the file system knows owners, only the owner may read it.
 *
 * <p>The first {@link #load} or {@link #save} claims the file with a lock on {@code name.lock} beside it, which holds until
 * {@link #close} or the end of the process: of two streams that keep their checkpoint in one place, each would overwrite what
 * the other one knows. The empty lock file stays. Locks of network file systems are as good as their servers.
 *
 * <p>The methods may be called by any thread, and block while another one is running. A save on a thread that is interrupted
 * fails, and leaves the old checkpoint in place. Close the store after the stream.
 */
public final class FileCheckpointStore implements CheckpointStore, Closeable {

    /** What a saved checkpoint survives. */
    public enum Durability {
        /**
         * Any end of the process, {@code SIGKILL} included, but not that of the machine: after a loss of power the file may be
         * an older checkpoint, or damaged, which {@link #load} tells. A save costs some tenths of a millisecond.
         */
        PROCESS_END,
        /**
         * A loss of power too, as far as the disk keeps its promises. A save waits for the disk twice: about a millisecond on a
         * fast disk of one's own, ten and more on others; and the sink waits with it.
         */
        POWER_LOSS
    }

    private static final FileAttribute<?>[] NONE = {};
    private static final FileAttribute<?>[] OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };

    private final Path file;
    private final Path temporary;
    private final Durability durability;
    private final FileClaim claim;

    private FileCheckpointStore(Path file, Durability durability) {
        this.file = file;
        this.temporary = file.resolveSibling(file.getFileName() + ".tmp");
        this.durability = durability;
        this.claim = new FileClaim(file.resolveSibling(file.getFileName() + ".lock"));
    }

    /** Returns a store in the file, which need not exist, in a directory, which must, of {@link Durability#PROCESS_END}. */
    public static FileCheckpointStore at(Path file) {
        return at(file, Durability.PROCESS_END);
    }

    /**
     * Returns a store in the file, which need not exist, in a directory, which must. Nothing is read or written yet.
     *
     * @throws IllegalArgumentException if the path names no file
     */
    public static FileCheckpointStore at(Path file, Durability durability) {
        if (file.getFileName() == null || file.getFileName().toString().isEmpty()) {
            throw new IllegalArgumentException("the path " + file + " names no file: give that of a file to keep");
        }
        return new FileCheckpointStore(file.toAbsolutePath(), durability);
    }

    /**
     * Returns the checkpoint in the file; empty when there is no such file.
     *
     * @throws IOException if the file cannot be read, is no whole checkpoint, or is claimed by another store; the message names
     *     it and says what to do
     */
    @Override
    public synchronized Optional<Checkpoint> load() throws IOException {
        claim.take();
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(CheckpointText.BYTES_MAX + 1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException("cannot read the checkpoint " + file + ": make it a file that this user may read", e);
        }
        return Optional.of(CheckpointText.decode(bytes).getOrElseThrow(this::unusable));
    }

    /**
     * Replaces the checkpoint in the file.
     *
     * @throws IOException if it cannot be written, or the file is claimed by another store; the message names the file and says
     *     what to do. The old checkpoint is then still in place
     */
    @Override
    public synchronized void save(Checkpoint checkpoint) throws IOException {
        claim.take();
        byte[] bytes = CheckpointText.encode(checkpoint);
        try {
            write(bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            if (durability == Durability.POWER_LOSS) {
                forceDirectory();
            }
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(
                    "cannot save the checkpoint " + file + " safely, because its file system does not replace a"
                            + " file in one step: name a place on a local disk",
                    e);
        } catch (IOException e) {
            throw new IOException(
                    "cannot save the checkpoint " + file + ": let this user write to its directory, and see"
                            + " that the disk has room",
                    e);
        }
    }

    /** Gives the file up to other stores. A store that is closed can be used no more; closing it again does nothing. */
    @Override
    public synchronized void close() throws IOException {
        claim.giveUp();
    }

    @Override
    public String toString() {
        return "FileCheckpointStore[" + file + ", " + durability + "]";
    }

    private IOException unusable(String why) {
        return new IOException(
                "cannot use the checkpoint " + file + ": " + why + ". To start afresh, move the file away; what"
                        + " happened on the account after it was written and before the new start is then missed, and not announced.");
    }

    private void write(byte[] bytes) throws IOException {
        // What a killed process left behind; and a new file is nobody's link, and has the rights that we give it.
        Files.deleteIfExists(temporary);
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(temporary, options, knowsOwners() ? OWNER_ONLY : NONE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            if (durability == Durability.POWER_LOSS) {
                out.force(true);
            }
        }
    }

    /** Makes the new name last. Windows has no such thing, and cannot open a directory. */
    private void forceDirectory() throws IOException {
        Path directory = file.getParent();
        if (directory != null && knowsOwners()) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private boolean knowsOwners() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

package io.github.bingxstream.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Holds a file against other processes, and against others in this one. Not thread-safe. */
final class FileClaim {

    /**
     * The lock files that this process holds. To find them by trying would lose them: on POSIX a process gives all its locks
     * on a file up when it closes any channel to it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private @Nullable Path held;
    private @Nullable FileChannel channel;
    private boolean givenUp;

    FileClaim(Path path) {
        this.path = path;
    }

    /** Claims the file, if it was not done yet. */
    void take() throws IOException {
        if (givenUp) {
            throw new IOException("the checkpoint store at " + path + " is closed: make another one");
        }
        if (channel != null) {
            return;
        }
        Path name = realName();
        if (!HELD.add(name)) {
            throw new IOException("another store in this process holds " + path
                    + ": close it after its stream, or give every stream a place of its own");
        }
        boolean taken = false;
        try {
            channel = lock();
            held = name;
            taken = true;
        } finally {
            if (!taken) {
                HELD.remove(name);
            }
        }
    }

    /** Gives the file up, for good. */
    void giveUp() throws IOException {
        givenUp = true;
        FileChannel open = channel;
        Path name = held;
        channel = null;
        held = null;
        try {
            if (open != null) {
                open.close();
            }
        } finally {
            if (name != null) {
                HELD.remove(name);
            }
        }
    }

    private FileChannel lock() throws IOException {
        FileChannel opened;
        try {
            opened = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("cannot open " + path + ": let this user write to it and its directory", e);
        }
        FileLock lock = null;
        try {
            lock = opened.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new IOException("something else in this process has locked " + path + ": give it another place", e);
        } catch (IOException e) {
            throw new IOException("cannot lock " + path + ": name a place on a file system with locks", e);
        } finally {
            if (lock == null) {
                opened.close();
            }
        }
        if (lock == null) {
            throw new IOException(
                    "another process holds " + path + ": end it first, or give every stream a place of its own");
        }
        return opened;
    }

    /** A directory may go by several names. */
    private Path realName() throws IOException {
        Path directory = path.getParent();
        try {
            return directory == null ? path : directory.toRealPath().resolve(path.getFileName());
        } catch (NoSuchFileException e) {
            throw new IOException("there is no directory " + directory + " for a checkpoint: create it first", e);
        }
    }
}

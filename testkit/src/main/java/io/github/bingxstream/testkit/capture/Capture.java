package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what one stream hears, says, asks and is answered, in a file that can be given away and {@linkplain Replay
 * replayed}: secrets and ids are taken out before anything is written, and amounts are kept ({@code docs/capture.md}).
 *
 * <pre>{@code
 * try (Capture capture = Capture.to(Path.of("strange.jsonl")).begin();
 *         StreamRuntime runtime = StreamRuntime.builder().seeds(capture.seeds()).build();
 *         AccountStream stream = AccountStream.builder()
 *                 .frames(capture.frames(jdk.frames()))
 *                 .http(capture.http(jdk.http()))
 *                 .runtime(runtime)
 *                 …
 *                 .open()) {
 *     stream.awaitClosed();
 * }
 * }</pre>
 *
 * <p>The stream does not depend on the file: nothing waits for the disk, and when it is full the capture ends and says so
 * once. A process that is killed loses the last moments of it. Safe for use by several threads. The caller owes a {@link
 * #close()}, after that of the stream.
 */
public final class Capture implements AutoCloseable {

    /** Some 400,000 messages: a week of a busy account, and still something that can be sent around when compressed. */
    public static final long BYTES_MAX = 256L << 20;

    private static final long BYTES_MAX_LEAST = 4096;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final Notebook notebook;
    private final @Nullable ExecutorService owned;
    private final ReentrantLock closing = new ReentrantLock();

    private Capture(Notebook notebook, @Nullable ExecutorService owned) {
        this.notebook = notebook;
        this.owned = owned;
    }

    /** Begins to choose how to capture into a file, which {@link Builder#begin} makes. */
    public static Builder to(Path file) {
        return new Builder(file);
    }

    /** Returns a transport that does what the given one does, and has it written down. */
    public FrameTransport frames(FrameTransport transport) {
        return new CapturedFrames(Objects.requireNonNull(transport, "transport"), notebook);
    }

    /** Returns a transport that does what the given one does, and has it written down. */
    public HttpTransport http(HttpTransport transport) {
        return new CapturedHttp(Objects.requireNonNull(transport, "transport"), notebook);
    }

    /** Returns a store that does what the given one does; what it loads is written down, since the stream begins with it. */
    public CheckpointStore checkpoints(CheckpointStore store) {
        return new CapturedCheckpoints(Objects.requireNonNull(store, "store"), notebook);
    }

    /**
     * Returns a source of seeds for {@code StreamRuntime.Builder.seeds}, unpredictable, and written down. With it, a replay waits
     * before each attempt for as long as the stream did; without it, for another time.
     */
    public LongSupplier seeds() {
        SecureRandom chance = new SecureRandom();
        return () -> {
            long seed = chance.nextLong();
            notebook.note(new Fact.Seeded(seed));
            return seed;
        };
    }

    /** Writes down something that whoever replays should know, such as an option of the stream. It is not redacted. */
    public void note(String name, String value) {
        notebook.note(new Fact.Noted(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
    }

    /**
     * Writes what waits, for two seconds at most, and closes the file. What happens later is not in it. Idempotent; whoever
     * closes it while another does waits until the file is closed, since a process may end when a hook for its shutdown returns.
     */
    @Override
    public void close() {
        closing.lock();
        try {
            notebook.close(CLOSE_PATIENCE.toNanos());
            if (owned != null) {
                owned.shutdown();
            }
        } finally {
            closing.unlock();
        }
    }

    /** Collects how to capture. Everything has a default. */
    public static final class Builder {

        private final Path file;
        private long bytesMax = BYTES_MAX;
        private boolean replaces;
        private @Nullable Executor executor;
        private Consumer<String> trouble = words -> {};
        private Ticker ticker = Ticker.system();
        private InstantSource clock = InstantSource.system();

        private Builder(Path file) {
            this.file = Objects.requireNonNull(file, "file");
        }

        /** How large the file may become, at least 4096 bytes. Then its last line says so, and the stream goes on. Default: 256 MiB. */
        public Builder bytesMax(long bytes) {
            if (bytes < BYTES_MAX_LEAST) {
                throw new IllegalArgumentException(
                        "bytesMax is " + bytes + ": a capture has at least " + BYTES_MAX_LEAST + " bytes");
            }
            this.bytesMax = bytes;
            return this;
        }

        /** Whether a file that is there is overwritten. Default: {@code false}, it is refused. */
        public Builder replaceExisting(boolean replace) {
            this.replaces = replace;
            return this;
        }

        /**
         * Redacts and writes, one task at a time; it may block for as long as the disk does. Default: one daemon thread,
         * {@code bingx-capture}, which ends with the capture.
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /** Is told once, in words for people, when the file is full or cannot be written any more. Default: nobody is. */
        public Builder onTrouble(Consumer<String> trouble) {
            this.trouble = Objects.requireNonNull(trouble, "trouble");
            return this;
        }

        /** Tells the time of each line. Default: the platform's clocks, as those of a stream. */
        public Builder clocks(Ticker ticker, InstantSource clock) {
            this.ticker = Objects.requireNonNull(ticker, "ticker");
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Makes the file, readable for its owner alone where the file system knows owners, and begins it.
         *
         * @throws FileAlreadyExistsException if it is there already
         * @throws IOException if it cannot be written
         */
        public Capture begin() throws IOException {
            return begin(open(), Pseudonyms.random());
        }

        /** For tests, which choose the salt and where it goes. */
        Capture begin(OutputStream out, Pseudonyms pseudonyms) throws IOException {
            ExecutorService owned = executor == null ? Executors.newSingleThreadExecutor(Builder::thread) : null;
            Executor writer = executor == null ? Objects.requireNonNull(owned) : executor;
            Redaction redaction = new Redaction(pseudonyms);
            CaptureFile lines = new CaptureFile(out, writer, redaction, bytesMax, once(trouble));
            Instant begun = clock.instant();
            try {
                lines.begin(Header.now(begun).written());
            } catch (IOException e) {
                out.close();
                throw e;
            }
            return new Capture(new Notebook(lines, redaction, ticker, clock), owned);
        }

        private OutputStream open() throws IOException {
            Set<StandardOpenOption> options = EnumSet.of(
                    StandardOpenOption.WRITE,
                    replaces ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.TRUNCATE_EXISTING);
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            boolean owners = Files.getFileStore(folder).supportsFileAttributeView("posix");
            FileAttribute<?>[] attributes = owners
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            return Channels.newOutputStream(FileChannel.open(file, options, attributes));
        }

        private static Thread thread(Runnable task) {
            Thread thread = new Thread(task, "bingx-capture");
            thread.setDaemon(true);
            return thread;
        }

        /** The capture goes on whatever its user does with the words. */
        private static Consumer<String> once(Consumer<String> trouble) {
            AtomicBoolean told = new AtomicBoolean();
            return words -> {
                if (told.compareAndSet(false, true)) {
                    try {
                        trouble.accept(words);
                    } catch (RuntimeException e) {
                        Thread thread = Thread.currentThread();
                        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
                    }
                }
            };
        }
    }
}

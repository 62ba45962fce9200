package io.github.bingxstream.examples.cli;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.checkpoint.FileCheckpointStore;
import io.github.bingxstream.port.CheckpointStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** How the stream is kept complete: from one run to the next, by asking REST, by new connections. */
final class UpkeepOptions {

    static final String AUDIT_EVERY = "--audit-every";
    static final String ROTATE_EVERY = "--rotate-every";
    static final String SILENCE_LIMIT = "--silence-limit";

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = {
                "Continue where the last run with this file stopped, and note in it how far this one comes.",
                "A file belongs to one account at one exchange, and to one run at a time. Nobody can tell from it whose it is:"
                        + " with the file of another account, some of what happened is never shown."
            })
    private Optional<Path> checkpoint = Optional.empty();

    @Option(
            names = AUDIT_EVERY,
            paramLabel = "TIME",
            description = "Compare with REST this often while nothing looks wrong, 5s to 1h. Default: 2m.")
    private Optional<Duration> auditEvery = Optional.empty();

    @Option(
            names = ROTATE_EVERY,
            paramLabel = "TIME",
            description = "Replace listen key and connection this often, 10s to 168h. Default: only when needed.")
    private Optional<Duration> rotateEvery = Optional.empty();

    @Option(
            names = SILENCE_LIMIT,
            paramLabel = "TIME",
            description = "Take a connection for dead after this time without a word from the server, 10s to 10m."
                    + " Default: learned from its heartbeats.")
    private Optional<Duration> silenceLimit = Optional.empty();

    /** Whether there is a run before this one to continue. */
    boolean resumes() {
        return checkpoint.isPresent();
    }

    /** Refuses what the stream would refuse, before anything is opened. */
    void check() {
        within(AUDIT_EVERY, auditEvery, Duration.ofSeconds(5), Duration.ofHours(1));
        within(ROTATE_EVERY, rotateEvery, Duration.ofSeconds(10), Duration.ofDays(7));
        within(SILENCE_LIMIT, silenceLimit, Duration.ofSeconds(10), Duration.ofMinutes(10));
        checkpoint.ifPresent(UpkeepOptions::checkFile);
    }

    private static void within(String option, Optional<Duration> time, Duration min, Duration max) {
        if (time.isPresent() && (time.get().compareTo(min) < 0 || time.get().compareTo(max) > 0)) {
            throw misuse(option + " is " + Durations.text(time.get()) + ": choose between " + Durations.text(min)
                    + " and " + Durations.text(max));
        }
    }

    /** Nothing of what the file holds is repeated: whoever names the wrong one may have named one with secrets. */
    private static void checkFile(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || (Files.exists(file) && !Files.isRegularFile(file))) {
            throw misuse("--checkpoint needs a file, and " + file + " is none");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw misuse(
                    "--checkpoint " + file + ": there is no folder " + folder + "; make it, or choose another file");
        }
        if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
            throw misuse("--checkpoint " + file + " cannot be written: allow it, or choose another file");
        }
        try (FileCheckpointStore store = FileCheckpointStore.at(file)) {
            var unused = store.load();
        } catch (IOException e) {
            throw misuse("--checkpoint " + file
                    + " is damaged, or no checkpoint at all. It was left as it is: name the right"
                    + " file, or another one to start afresh, without what happened since");
        }
    }

    private static CommandFailedException misuse(String line) {
        return new CommandFailedException(ExitCode.BAD_USAGE, line);
    }

    /** Returns the times that were given, by the options' names. */
    Map<String, Duration> times() {
        Map<String, Duration> times = new LinkedHashMap<>();
        auditEvery.ifPresent(time -> times.put(AUDIT_EVERY, time));
        rotateEvery.ifPresent(time -> times.put(ROTATE_EVERY, time));
        silenceLimit.ifPresent(time -> times.put(SILENCE_LIMIT, time));
        return times;
    }

    /**
     * Returns what is to be closed after the stream.
     *
     * @param around what the stream is to see in place of the store
     */
    Closeable applyTo(AccountStreamBuilder builder, UnaryOperator<CheckpointStore> around) {
        Optional<FileCheckpointStore> store = checkpoint.map(FileCheckpointStore::at);
        store.map(around).ifPresent(builder::checkpoints);
        auditEvery.ifPresent(builder::auditEvery);
        rotateEvery.ifPresent(builder::rotateEvery);
        silenceLimit.ifPresent(builder::silenceLimit);
        return store.isPresent() ? store.get() : () -> {};
    }

    /** Tells what will be missed by the next run, if anything. */
    Optional<String> trouble(AccountStream stream) {
        long failures = stream.status().counters().checkpointFailures();
        return failures == 0
                ? Optional.empty()
                : checkpoint.map(file -> failures + " times the checkpoint could not be saved in " + file
                        + ": the next run may show again what this one showed");
    }
}

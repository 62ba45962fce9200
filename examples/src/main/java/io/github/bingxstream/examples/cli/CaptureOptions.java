package io.github.bingxstream.examples.cli;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.testkit.capture.Capture;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Whether what the stream lives through is written down, for a bug report or a test. */
final class CaptureOptions {

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description = {
                "Write down what the stream hears and asks, to be replayed with 'replay FILE'.",
                "Keys, signatures and all ids are replaced; symbols, prices, quantities, balances and times are kept."
            })
    private Optional<Path> capture = Optional.empty();

    @Option(names = "--force", description = "Let --capture overwrite a file that is there.")
    private boolean force;

    /** Refuses what cannot be written, before anything is opened. */
    void check() {
        if (capture.isEmpty()) {
            if (force) {
                throw misuse("--force does something with --capture FILE only");
            }
            return;
        }
        Path file = capture.get();
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw misuse("--capture needs a file, and " + file + " is none");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw misuse("--capture " + file + ": there is no folder " + folder + "; make it, or choose another file");
        }
        if (Files.exists(file) && !force) {
            throw exists(file);
        }
    }

    /** Begins to capture a stream of these channels and times, if that is wanted, and says so. */
    Capturing begin(Channel[] channels, Map<String, Duration> times, Consumer<String> remark) {
        if (capture.isEmpty()) {
            return new Capturing(Optional.empty());
        }
        Path file = capture.get();
        try {
            Capture begun =
                    Capture.to(file).replaceExisting(force).onTrouble(remark).begin();
            remark.accept("capturing into " + file
                    + ": keys, signatures and all ids are replaced there; symbols, prices,"
                    + " quantities, balances and times are not. It ends at " + (Capture.BYTES_MAX >> 20) + " MiB");
            StreamNotes.write(begun, channels, times);
            return new Capturing(Optional.of(begun));
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw misuse("--capture " + file + " cannot be written: allow it, or choose another file");
        }
    }

    private static CommandFailedException exists(Path file) {
        return misuse("--capture " + file + " is there already: choose another file, or add --force to overwrite it");
    }

    private static CommandFailedException misuse(String line) {
        return new CommandFailedException(ExitCode.BAD_USAGE, line);
    }
}

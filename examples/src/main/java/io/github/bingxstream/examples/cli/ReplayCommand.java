package io.github.bingxstream.examples.cli;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.testkit.capture.Recording;
import io.github.bingxstream.testkit.capture.Replay;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints what a stream made of what was captured. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Prints what a captured stream printed, with pseudonyms for ids.",
            "Decoder and session are the real ones; network and time are the capture's. What this version does otherwise than"
                    + " the one that captured is told on standard error."
        })
final class ReplayCommand implements Callable<Integer> {

    @ParentCommand
    private BingxStream root;

    @Parameters(paramLabel = "FILE", description = "What 'watch --capture FILE' wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "How many seconds of the capture pass in one: 1, 10, 0.5; or max. Default: ${DEFAULT-VALUE}.")
    private String speed = "max";

    @Option(
            names = "--symbol",
            paramLabel = "S",
            converter = WatchCommand.SymbolConverter.class,
            description = "Show orders of this symbol only; may be repeated.")
    private List<Symbol> symbols = new ArrayList<>();

    @Option(
            names = "--asset",
            paramLabel = "A",
            converter = WatchCommand.AssetConverter.class,
            description = "Show balances of this asset only; may be repeated.")
    private List<Asset> assets = new ArrayList<>();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Lines.Format format = Lines.Format.TABLE;

    @Override
    public Integer call() throws InterruptedException {
        double factor = factor();
        Recording recording = recording();
        Replay replay = Replay.of(recording).speed(factor);
        PrintingSink sink = new PrintingSink(
                root,
                format.lines(),
                new Filter(new HashSet<>(symbols), new HashSet<>(assets)),
                Optional.empty(),
                replay::stop);
        AccountStreamBuilder builder = replay.stream().sink(sink);
        StreamNotes.apply(recording.notes(), builder);
        Replay.Report report;
        AtExit atExit = AtExit.run(sink::end);
        try (AccountStream stream = builder.open()) {
            sink.clockOf(stream);
            report = replay.play();
        } finally {
            sink.end();
            atExit.cancel();
        }
        tell(recording, report);
        return ExitCode.DONE;
    }

    private void tell(Recording recording, Replay.Report report) {
        if (!recording.isWhole()) {
            root.complain("the capture is not whole: the process was killed, or a limit was reached");
        }
        report.divergences().forEach(divergence -> root.complain(divergence.toString()));
        if (report.more() > 0) {
            root.complain("and " + report.more() + " more");
        }
        root.complain(
                report.divergences().isEmpty()
                        ? "replayed " + Durations.text(recording.length()) + ", all as captured by version "
                                + recording.sdk()
                        : "replayed, and not all went as captured by version " + recording.sdk());
    }

    private double factor() {
        if (speed.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        if (speed.matches("[0-9]{1,6}(\\.[0-9]{1,6})?") && Double.parseDouble(speed) > 0) {
            return Double.parseDouble(speed);
        }
        throw new CommandFailedException(ExitCode.BAD_USAGE, "--speed needs max or a number above zero, such as 10");
    }

    private Recording recording() {
        try {
            return Recording.read(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailedException(ExitCode.BAD_USAGE, "there is no file " + file);
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.BAD_USAGE, file + " cannot be replayed: " + e.getMessage());
        }
    }
}

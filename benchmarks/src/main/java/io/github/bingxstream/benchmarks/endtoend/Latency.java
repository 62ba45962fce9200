package io.github.bingxstream.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From an exchange that sends to a sink that is called, at several paces; clients take turns. Times are those of
 * {@link System#nanoTime} and Node's {@code process.hrtime}, which on Linux both tell the machine's monotonic clock, so that
 * those of several processes can be compared; a latency that is negative ends the run.
 */
public final class Latency {

    static final String KINDS =
            "jdk,ours-jdk,ours-jdk-in-place,ours-jdk-auditing,tyrus,ours-tyrus,ours-tyrus-in-place,node";

    private static final Set<String> NAMES =
            Set.of("rounds", "seconds", "rates", "warm", "clients", "node", "options", "result", "add-to");

    private Latency() {}

    /**
     * Measures, writes what was measured, and prints tables.
     *
     * @param arguments {@code --rounds 3 --seconds 3 --rates 100,1000,10000 --warm 300000 --clients jdk,ours-jdk,…
     *     --node SCRIPT --options 'JVM_OPTION …' --result FILE | --add-to FILE}
     * @throws IOException if a process fails
     */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(arguments, NAMES);
        Report report = measure(options);
        Path file = Path.of(options.text("add-to", options.text("result", "latency.json")));
        Report all = options.values().containsKey("add-to") ? report.behind(file) : report;
        all.write(file);
        new LatencyTable(all).print(System.out);
    }

    static Report measure(Options options) throws IOException {
        List<Kind> kinds = kinds(options, KINDS);
        List<Integer> paces = options.words("rates", "100,1000,10000").stream()
                .map(Integer::valueOf)
                .toList();
        int rounds = options.number("rounds", 3);
        int seconds = options.number("seconds", 3);
        int warm = options.number("warm", 300_000);
        int frames = Stage.warmUpFrames(warm)
                + rounds
                        * paces.stream()
                                .mapToInt(pace -> OrderFrames.whole(pace * seconds))
                                .sum();
        List<String> jvm = jvmOptions(options);
        try (Stage stage = new Stage(kinds, frames, jvm, node(options))) {
            stage.warmUp(warm);
            return Report.of(jvm, play(stage, kinds, rounds, paces, seconds));
        }
    }

    static List<Run> play(Stage stage, List<Kind> kinds, int rounds, List<Integer> paces, int seconds)
            throws IOException {
        List<Run> runs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int pace : paces) {
                for (Kind kind : kinds) {
                    Run run = stage.pace(kind, pace * seconds, pace);
                    requireOneClock(run);
                    runs.add(run);
                }
            }
        }
        return runs;
    }

    private static void requireOneClock(Run run) {
        if (run.fromSent().p50() < 0) {
            throw new IllegalStateException(run.kind() + " heard things before they were sent: the clocks differ");
        }
    }

    static List<String> jvmOptions(Options options) {
        return Arrays.stream(options.text("options", "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    static @Nullable Path node(Options options) {
        Path script = Path.of(options.text("node", ""));
        return Files.isRegularFile(script) ? script : null;
    }

    /** Returns those that are asked for; Node is left out, aloud, where its script is not. */
    static List<Kind> kinds(Options options, String otherwise) {
        List<Kind> kinds = new ArrayList<>(
                options.words("clients", otherwise).stream().map(Kind::of).toList());
        if (node(options) == null && kinds.remove(Kind.NODE)) {
            System.err.println("Node is left out: there is no node, or no package ws for it");
        }
        return kinds;
    }
}

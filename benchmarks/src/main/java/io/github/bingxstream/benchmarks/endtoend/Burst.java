package io.github.bingxstream.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How many events a second one stream bears, when an exchange sends as fast as the socket takes it; and what happens beyond. */
public final class Burst {

    static final String KINDS = "decoder,jdk,ours-jdk,ours-jdk-in-place,tyrus,ours-tyrus,ours-tyrus-in-place,node";

    private static final Set<String> NAMES =
            Set.of("rounds", "events", "warm", "clients", "node", "options", "result", "add-to");

    private Burst() {}

    /**
     * Measures, writes what was measured, and prints tables.
     *
     * @param arguments {@code --rounds 3 --events 150000 --warm 150000 --clients decoder,jdk,… --node SCRIPT
     *     --options 'JVM_OPTION …' --result FILE | --add-to FILE}
     * @throws Exception if a process fails
     */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments, NAMES);
        Report report = measure(options);
        Path file = Path.of(options.text("add-to", options.text("result", "burst.json")));
        Report all = options.values().containsKey("add-to") ? report.behind(file) : report;
        all.write(file);
        new BurstTable(all).print(System.out);
        System.out.println();
        System.out.println(SlowSink.play());
    }

    static Report measure(Options options) throws IOException {
        List<Kind> kinds = Latency.kinds(options, KINDS);
        int rounds = options.number("rounds", 3);
        int events = OrderFrames.whole(options.number("events", 150_000));
        int warm = options.number("warm", 150_000);
        List<String> jvm = Latency.jvmOptions(options);
        try (Stage stage = new Stage(kinds, Stage.warmUpFrames(warm) + rounds * events, jvm, Latency.node(options))) {
            stage.warmUp(warm);
            return Report.of(jvm, play(stage, kinds, rounds, events));
        }
    }

    static List<Run> play(Stage stage, List<Kind> kinds, int rounds, int events) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Kind kind : kinds) {
                runs.add(stage.burst(kind, events));
            }
        }
        return runs;
    }
}

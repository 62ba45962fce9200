package io.github.bingxstream.benchmarks.endtoend;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints bursts as a table for {@code RESULTS.md}: the medians of rounds. */
record BurstTable(Report report) {

    private static final int BURST = 0;

    void print(PrintStream out) {
        double decoder = perSecond(report.of(Kind.DECODER, BURST));
        out.println();
        out.println("| | events/s | × decoder alone | CPU µs an event | heard of sent | rounds, not whole |");
        out.println("|---|---:|---:|---:|---:|---|");
        for (Kind kind : Kind.values()) {
            List<Run> rounds = report.of(kind, BURST);
            if (!rounds.isEmpty()) {
                out.printf(
                        Locale.ROOT,
                        "| %s | %,.0f | %.2f | %.1f | %,d of %,d | %d, %d |%n",
                        kind.label(),
                        perSecond(rounds),
                        perSecond(rounds) / decoder,
                        Report.median(rounds, run -> run.cpuNanos() / 1e3 / run.events()),
                        rounds.stream().mapToInt(Run::heard).sum(),
                        rounds.stream().mapToInt(Run::events).sum(),
                        rounds.size(),
                        rounds.stream().filter(run -> !run.isWhole()).count());
            }
        }
    }

    private static double perSecond(List<Run> rounds) {
        return Report.median(rounds, run -> run.heard() * 1e9 / run.nanos());
    }
}

package io.github.bingxstream.benchmarks.endtoend;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Prints latencies as tables for {@code RESULTS.md}: one for each pace, the medians of its rounds. From when an event was due, and
 * from when it was sent: an exchange that the machine keeps from sending in time is late for everybody.
 */
record LatencyTable(Report report) {

    /** Fewer events say nothing about one in a thousand. */
    private static final int P999_EVENTS_MIN = 5_000;

    void print(PrintStream out) {
        report.runs().stream().mapToInt(Run::perSecond).distinct().sorted().forEach(pace -> print(pace, out));
    }

    private void print(int perSecond, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%n| %,d events/s | p50 µs | p99 µs | p99.9 µs | max µs | p50 × floor | p99 × floor | p99 from sent µs | × floor | CPU µs an event | rounds, not whole |%n",
                perSecond);
        out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        for (Kind kind : Kind.values()) {
            List<Run> rounds = report.of(kind, perSecond);
            if (!rounds.isEmpty()) {
                out.println(row(kind, rounds, report.of(kind.floor(), perSecond)));
            }
        }
    }

    private static String row(Kind kind, List<Run> rounds, List<Run> floor) {
        long broken = rounds.stream().filter(run -> !run.isWhole()).count();
        int events = rounds.stream().mapToInt(Run::events).sum();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %.2f | %.2f | %s | %.2f | %.1f | %d, %d |",
                kind.label(),
                micros(rounds, run -> run.fromDue().p50()),
                micros(rounds, run -> run.fromDue().p99()),
                events < P999_EVENTS_MIN
                        ? "–"
                        : micros(rounds, run -> run.fromDue().p999()),
                micros(rounds, run -> run.fromDue().max()),
                ratio(rounds, floor, run -> run.fromDue().p50()),
                ratio(rounds, floor, run -> run.fromDue().p99()),
                micros(rounds, run -> run.fromSent().p99()),
                ratio(rounds, floor, run -> run.fromSent().p99()),
                Report.median(rounds, run -> run.cpuNanos() / 1e3 / run.events()),
                rounds.size(),
                broken);
    }

    private static double ratio(List<Run> rounds, List<Run> floor, ToDoubleFunction<Run> nanos) {
        return Report.median(rounds, nanos) / Report.median(floor, nanos);
    }

    private static String micros(List<Run> rounds, ToDoubleFunction<Run> nanos) {
        return String.format(Locale.ROOT, "%,.0f", Report.median(rounds, nanos) / 1_000);
    }
}

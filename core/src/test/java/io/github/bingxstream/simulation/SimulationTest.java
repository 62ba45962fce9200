package io.github.bingxstream.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs the session through days of faults. {@code -Dsimulation.seeds=N} sets how many days, {@code -Dsimulation.first=N}
 * the first seed; {@code docs/testing.md} explains what a failure tells.
 */
class SimulationTest {

    private static final long SEEDS = Long.getLong("simulation.seeds", 200);
    private static final long FIRST = Long.getLong("simulation.first", 1);

    /** Fewer days than that need not meet every fault. */
    private static final long SEEDS_THAT_SEE_EVERYTHING = 50;

    @Test
    void no_promise_is_broken_in_days_of_faults() {
        long begun = System.nanoTime();
        List<Report> reports = runAll(SEEDS, Plan::day);
        Marks marks = new Marks();
        reports.forEach(report -> marks.add(report.marks()));
        List<Long> repairs = reports.stream().map(Report::repairedAfter).toList();
        List<Long> inCalm = reports.stream()
                .flatMap(report -> report.repairedInCalm().stream())
                .toList();
        System.out.printf(
                "simulation: %d seeds of 24 h in %.1f s; all gaps closed after the last fault: p50 %.1f s, p99 %.1f s;"
                        + " a gap announced while nothing is in the way closes after: p50 %.1f s, p99 %.1f s (%d gaps); %d faults%n",
                SEEDS,
                (System.nanoTime() - begun) / 1e9,
                seconds(repairs, 0.50),
                seconds(repairs, 0.99),
                seconds(inCalm, 0.50),
                seconds(inCalm, 0.99),
                inCalm.size(),
                marks.faults().values().stream().mapToInt(Integer::intValue).sum());
        if (SEEDS >= SEEDS_THAT_SEE_EVERYTHING) {
            assertThat(marks.faults().keySet()).as("faults injected").containsExactly(Fault.values());
            assertThat(marks.switches().keySet())
                    .as("values that switches had")
                    .containsExactlyInAnyOrderElementsOf(Switches.allValues());
        }
    }

    @Test
    void rotation_without_faults_is_invisible() {
        runAll(Math.min(SEEDS, 40), seed -> Plan.day(seed).withoutFaults());
    }

    @Test
    void one_seed_gives_one_trace() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        long hash = new Simulation(Plan.day(FIRST).of(3, 3).readBy(first::add))
                .run()
                .hash();
        long again = new Simulation(Plan.day(FIRST).of(3, 3).readBy(second::add))
                .run()
                .hash();

        for (int line = 0; line < Math.min(first.size(), second.size()); line++) {
            assertThat(second.get(line)).as("line %d of the trace", line + 1).isEqualTo(first.get(line));
        }
        assertThat(second).hasSameSizeAs(first);
        assertThat(again).isEqualTo(hash);
    }

    @Test
    void another_seed_gives_another_trace() {
        assertThat(new Simulation(Plan.day(1).of(1, 1)).run().hash())
                .isNotEqualTo(new Simulation(Plan.day(2).of(1, 1)).run().hash());
    }

    /** Runs all seeds before it fails: how many break a promise tells more than which one was first. */
    private static List<Report> runAll(long seeds, LongFunction<Plan> plan) {
        Map<Long, Broken> broken = new ConcurrentSkipListMap<>();
        List<Report> reports = LongStream.range(FIRST, FIRST + seeds)
                .parallel()
                .mapToObj(seed -> {
                    try {
                        return Stream.of(new Simulation(plan.apply(seed)).run());
                    } catch (Broken e) {
                        broken.put(seed, e);
                        return Stream.<Report>empty();
                    }
                })
                .flatMap(Function.identity())
                .toList();
        broken.values().stream().findFirst().ifPresent(first -> {
            throw new AssertionError(
                    first.getMessage() + "\n" + broken.size() + " of " + seeds + " seeds:\n"
                            + broken.values().stream()
                                    .map(e -> String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse(""))
                                    .collect(Collectors.joining("\n")),
                    first);
        });
        return reports;
    }

    private static double seconds(List<Long> nanos, double quantile) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) ((sorted.size() - 1) * quantile)) / 1e9;
    }
}

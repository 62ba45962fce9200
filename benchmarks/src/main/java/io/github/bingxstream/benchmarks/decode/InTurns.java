package io.github.bingxstream.benchmarks.decode;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@link DecodeBenchmark} in turns, by the CPU time of the thread. JMH measures the time on the wall, which on a
 * busy machine is mostly that of others; here what disturbs one row disturbs its neighbours, too. Ratios are those of
 * each turn, and half of the turns is for warming up.
 */
public final class InTurns {

    private static final int CALLS = 1_024;
    private static final int CALLS_LARGE = 32;
    private static final int TURNS = 600;

    /** Where results go, so that the compiler cannot leave out what makes them. */
    @SuppressWarnings("unused")
    private static volatile @Nullable Object result;

    private InTurns() {}

    private interface Row {
        @Nullable
        Object call() throws Exception;
    }

    /**
     * Prints a table for each kind of message.
     *
     * @param arguments none
     * @throws Exception if a row fails
     */
    public static void main(String[] arguments) throws Exception {
        for (Message message : Message.values()) {
            DecodeBenchmark benchmark = new DecodeBenchmark(message);
            Map<String, Row> rows = new LinkedHashMap<>();
            rows.put("inflate", benchmark::inflate);
            rows.put("ours", benchmark::ours);
            rows.put("jacksonStreaming", benchmark::jacksonStreaming);
            rows.put("jacksonReader", benchmark::jacksonReader);
            rows.put("jacksonString", benchmark::jacksonString);
            rows.put("moshiString", benchmark::moshiString);
            rows.put("gsonReader", benchmark::gsonReader);
            print(message, measured(rows, message == Message.ACCOUNT_UPDATE_200 ? CALLS_LARGE : CALLS));
            benchmark.release();
        }
    }

    /** Returns the nanoseconds of a call, by row, for every turn that counts. */
    private static Map<String, List<Double>> measured(Map<String, Row> rows, int calls) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, List<Double>> nanos = new LinkedHashMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
            for (Map.Entry<String, Row> row : rows.entrySet()) {
                long before = threads.getCurrentThreadCpuTime();
                for (int i = 0; i < calls; i++) {
                    result = row.getValue().call();
                }
                double each = (threads.getCurrentThreadCpuTime() - before) / (double) calls;
                if (turn >= TURNS / 2) {
                    nanos.computeIfAbsent(row.getKey(), name -> new ArrayList<>())
                            .add(each);
                }
            }
        }
        return nanos;
    }

    private static void print(Message message, Map<String, List<Double>> measured) {
        List<Double> floor = measured.getOrDefault("inflate", List.of());
        System.out.println();
        System.out.println("| " + message + " | ns of CPU, least | × floor, median | quartiles |");
        System.out.println("|---|---:|---:|---:|");
        measured.forEach((row, nanos) -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < nanos.size(); i++) {
                ratios.add(nanos.get(i) / floor.get(i));
            }
            ratios.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.2f to %.2f |%n",
                    row,
                    nanos.stream().mapToDouble(it -> it).min().orElse(Double.NaN),
                    ratios.get(ratios.size() / 2),
                    ratios.get(ratios.size() / 4),
                    ratios.get(3 * ratios.size() / 4));
        });
    }
}

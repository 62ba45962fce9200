package io.github.bingxstream.benchmarks.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints what JMH measured as a table of ratios to the floor of the same run. */
public final class Table {

    private static final List<String> ROWS = List.of(
            "inflate", "ours", "jacksonStreaming", "jacksonReader", "jacksonString", "moshiString", "gsonReader");

    private Table() {}

    /**
     * Prints a table for each kind of message.
     *
     * @param arguments the file that JMH wrote
     * @throws IOException if it cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        JsonNode results = new ObjectMapper().readTree(Path.of(arguments[0]).toFile());
        Map<String, Map<String, JsonNode>> byMessage = new TreeMap<>();
        for (JsonNode result : results) {
            String name = result.path("benchmark").asText();
            byMessage
                    .computeIfAbsent(result.path("params").path("message").asText(), message -> new TreeMap<>())
                    .put(name.substring(name.lastIndexOf('.') + 1), result);
        }
        byMessage.forEach(Table::print);
    }

    private static void print(String message, Map<String, JsonNode> results) {
        System.out.println();
        System.out.println("| " + message + " | ns | × floor, median of forks | least to most | B |");
        System.out.println("|---|---:|---:|---:|---:|");
        JsonNode inflate = results.get("inflate");
        if (inflate == null) {
            return;
        }
        double floor = median(forks(inflate));
        for (String row : ROWS) {
            JsonNode result = results.get(row);
            if (result != null) {
                List<Double> forks = forks(result);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %,.0f | %.2f | %.2f to %.2f | %,.0f |%n",
                        row,
                        median(forks),
                        median(forks) / floor,
                        forks.get(0) / floor,
                        forks.get(forks.size() - 1) / floor,
                        result.path("secondaryMetrics")
                                .path("gc.alloc.rate.norm")
                                .path("score")
                                .asDouble());
            }
        }
    }

    /** Returns each fork's best iteration, ascending: on a busy machine the others say how busy it was. */
    private static List<Double> forks(JsonNode result) {
        List<Double> forks = new ArrayList<>();
        for (JsonNode fork : result.path("primaryMetric").path("rawData")) {
            double best = Double.MAX_VALUE;
            for (JsonNode iteration : fork) {
                best = Math.min(best, iteration.asDouble());
            }
            forks.add(best);
        }
        forks.sort(null);
        return forks;
    }

    private static double median(List<Double> ascending) {
        return ascending.get(ascending.size() / 2);
    }
}

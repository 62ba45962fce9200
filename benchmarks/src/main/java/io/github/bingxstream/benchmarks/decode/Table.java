package io.github.bingxstream.benchmarks.decode;

import io.github.bingxstream.benchmarks.JmhResult;
import java.io.IOException;
import java.nio.file.Path;
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
        Map<String, Map<String, JmhResult>> byMessage = new TreeMap<>();
        for (JmhResult result : JmhResult.read(Path.of(arguments[0]))) {
            byMessage
                    .computeIfAbsent(result.parameter("message"), message -> new TreeMap<>())
                    .put(result.name(), result);
        }
        byMessage.forEach(Table::print);
    }

    private static void print(String message, Map<String, JmhResult> results) {
        System.out.println();
        System.out.println("| " + message + " | ns | × floor, median of forks | least to most | B |");
        System.out.println("|---|---:|---:|---:|---:|");
        JmhResult inflate = results.get("inflate");
        if (inflate == null) {
            return;
        }
        double floor = inflate.median();
        for (String row : ROWS) {
            JmhResult result = results.get(row);
            if (result != null) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %,.0f | %.2f | %.2f to %.2f | %,.0f |%n",
                        row,
                        result.median(),
                        result.median() / floor,
                        result.least() / floor,
                        result.most() / floor,
                        result.bytes());
            }
        }
    }
}

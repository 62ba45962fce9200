package io.github.bingxstream.benchmarks.step;

import io.github.bingxstream.benchmarks.JmhResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what JMH measured of steps, as ratios to what decoding the same messages takes in the same run. */
public final class Table {

    private Table() {}

    /**
     * Prints the table.
     *
     * @param arguments the file that JMH wrote
     * @throws IOException if it cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        List<JmhResult> results = JmhResult.read(Path.of(arguments[0]));
        Map<String, JmhResult> decoding = new HashMap<>();
        for (JmhResult result : results) {
            if (result.name().equals("ours")) {
                decoding.put(result.parameter("message"), result);
            }
        }
        System.out.println();
        System.out.println("| Input | orders told of | ns, median of forks | × decoding it | B | B, decoding it |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        for (JmhResult result : results) {
            if (result.name().equals("step")) {
                JmhResult decoded =
                        decoding.get(Kind.valueOf(result.parameter("input")).decoded());
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %,.0f | %s | %,.0f | %s |%n",
                        result.parameter("input"),
                        result.parameter("known"),
                        result.median(),
                        decoded == null ? "" : String.format(Locale.ROOT, "%.2f", result.median() / decoded.median()),
                        result.bytes(),
                        decoded == null ? "" : String.format(Locale.ROOT, "%,.0f", decoded.bytes()));
            }
        }
    }
}

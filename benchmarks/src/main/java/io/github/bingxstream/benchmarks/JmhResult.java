package io.github.bingxstream.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What JMH measured of one benchmark with one set of parameters.
 *
 * @param name the benchmark's method
 * @param forks each fork's best iteration, ascending: on a busy machine the others say how busy it was
 * @param bytes what an operation allocates
 * @param parameters as JMH writes them
 */
public record JmhResult(String name, List<Double> forks, double bytes, JsonNode parameters) {

    /**
     * Reads all results of a run.
     *
     * @param file what JMH wrote
     * @throws IOException if it cannot be read
     */
    public static List<JmhResult> read(Path file) throws IOException {
        List<JmhResult> results = new ArrayList<>();
        for (JsonNode result : new ObjectMapper().readTree(file.toFile())) {
            String name = result.path("benchmark").asText();
            double bytes = result.path("secondaryMetrics")
                    .path("gc.alloc.rate.norm")
                    .path("score")
                    .asDouble();
            results.add(new JmhResult(
                    name.substring(name.lastIndexOf('.') + 1), forks(result), bytes, result.path("params")));
        }
        return results;
    }

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

    /** Returns the value of a parameter; empty text when the benchmark has none of that name. */
    public String parameter(String of) {
        return parameters.path(of).asText();
    }

    public double least() {
        return forks.get(0);
    }

    public double median() {
        return forks.get(forks.size() / 2);
    }

    public double most() {
        return forks.get(forks.size() - 1);
    }
}

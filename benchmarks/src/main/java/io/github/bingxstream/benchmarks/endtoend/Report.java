package io.github.bingxstream.benchmarks.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured, as it is kept beside {@code RESULTS.md}.
 *
 * @param jdk the version of the JVMs
 * @param system operating system and number of processors
 * @param options of the clients' JVMs
 * @param runs in the order in which they were made
 */
record Report(String jdk, String system, List<String> options, List<Run> runs) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Report of(List<String> options, List<Run> runs) {
        return new Report(
                System.getProperty("java.vm.vendor") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                options,
                List.copyOf(runs));
    }

    /** Returns this behind what a file has already. */
    Report behind(Path file) throws IOException {
        if (!Files.exists(file)) {
            return this;
        }
        List<Run> all = new ArrayList<>(read(file).runs());
        all.addAll(runs);
        return new Report(jdk, system, options, all);
    }

    static Report read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Report.class);
    }

    void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }

    /** Returns the runs of a client at a pace, a round each. */
    List<Run> of(Kind kind, int perSecond) {
        return runs.stream()
                .filter(run -> run.kind() == kind && run.perSecond() == perSecond)
                .toList();
    }

    /** Returns the median of rounds; not a number if there is none. */
    static double median(List<Run> rounds, ToDoubleFunction<Run> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}

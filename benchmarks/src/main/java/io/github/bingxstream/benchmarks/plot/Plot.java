package io.github.bingxstream.benchmarks.plot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bingxstream.benchmarks.plot.BarChart.Bar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Draws the picture of {@code docs/performance.md} from the results of {@code benchmarks/decode-busy}, {@code latency} and {@code burst}. */
public final class Plot {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> DECODERS = new LinkedHashMap<>();
    private static final Map<String, String> CLIENTS = new LinkedHashMap<>();

    static {
        DECODERS.put("inflate", "inflate only");
        DECODERS.put("ours", "ours");
        DECODERS.put("jacksonStreaming", "Jackson streaming, by hand");
        DECODERS.put("jacksonString", "String, Jackson databind");
        DECODERS.put("gsonReader", "reader, Gson");
        DECODERS.put("moshiString", "String, reflective Moshi");
        CLIENTS.put("DECODER", "decoder alone, no socket");
        CLIENTS.put("JDK", "bare JDK WebSocket");
        CLIENTS.put("OURS_JDK", "ours, adapter-jdk");
        CLIENTS.put("OURS_JDK_AUDITING", "ours, adapter-jdk, audit every 5 s");
        CLIENTS.put("OURS_JDK_IN_PLACE", "ours, adapter-jdk, in place");
        CLIENTS.put("TYRUS", "bare Tyrus");
        CLIENTS.put("OURS_TYRUS", "ours, adapter-tyrus");
        CLIENTS.put("OURS_TYRUS_IN_PLACE", "ours, adapter-tyrus, in place");
        CLIENTS.put("NODE", "Node, ws and JSON.parse");
    }

    /** Which cell of a line is what; before the first there is nothing. */
    private static final int ROW = 1;

    private static final int RATIO = 3;

    private Plot() {}

    /**
     * Draws.
     *
     * @param arguments the results of decoding, of latency and of bursts, and the picture to write
     * @throws IOException if one of them cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        BarChart chart = new BarChart();
        decoding(Files.readAllLines(Path.of(arguments[0])), chart);
        JsonNode latency = read(arguments[1]).path("runs");
        latency(latency, 1_000, "half of them", "p50", chart);
        latency(latency, 1_000, "99 % of them", "p99", chart);
        latency(latency, 10_000, "half of them", "p50", chart);
        bursts(read(arguments[2]).path("runs"), chart);
        Files.writeString(Path.of(arguments[3]), chart.svg());
    }

    /** Of the table that {@code decode-busy} prints: ratios of rows that ran in turns. */
    private static void decoding(List<String> table, BarChart chart) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (String line : table) {
            String[] cells = line.split(" *\\| *", -1);
            if (cells.length > RATIO && DECODERS.containsKey(cells[ROW])) {
                // The first table is that of order updates.
                ratios.putIfAbsent(cells[ROW], Double.valueOf(cells[RATIO]));
            }
        }
        List<Bar> bars = new ArrayList<>();
        DECODERS.forEach((row, label) -> {
            Double ratio = ratios.get(row);
            if (ratio != null) {
                bars.add(new Bar(label, ratio, String.format(Locale.ROOT, "%.2f", ratio), row.equals("ours")));
            }
        });
        chart.add("Order update, from gzip frame to event: times as long as inflating", bars);
    }

    private static void latency(JsonNode runs, int perSecond, String share, String percentile, BarChart chart) {
        chart.add(
                String.format(
                        Locale.ROOT,
                        "%,d events/s: microseconds from when an event is sent to the call of the sink, %s within",
                        perSecond,
                        share),
                bars(
                        runs,
                        run -> run.path("perSecond").asInt() == perSecond,
                        run -> run.path("fromSent").path(percentile).asDouble() / 1e3,
                        "%,.0f"));
    }

    private static void bursts(JsonNode runs, BarChart chart) {
        chart.add(
                "As fast as the socket takes them: thousands of events/s heard",
                bars(
                        runs,
                        run -> run.path("perSecond").asInt() == 0,
                        run -> run.path("heard").asDouble() / run.path("nanos").asDouble() * 1e6,
                        "%,.0f"));
    }

    private static List<Bar> bars(
            JsonNode runs, Predicate<JsonNode> wanted, ToDoubleFunction<JsonNode> figure, String format) {
        List<Bar> bars = new ArrayList<>();
        CLIENTS.forEach((kind, label) -> {
            List<Double> figures = new ArrayList<>();
            for (JsonNode run : runs) {
                if (run.path("kind").asText().equals(kind) && wanted.test(run)) {
                    figures.add(figure.applyAsDouble(run));
                }
            }
            if (!figures.isEmpty()) {
                figures.sort(null);
                double median = figures.get(figures.size() / 2);
                bars.add(new Bar(label, median, String.format(Locale.ROOT, format, median), kind.startsWith("OURS")));
            }
        });
        return bars;
    }

    private static JsonNode read(String file) throws IOException {
        return JSON.readTree(Path.of(file).toFile());
    }
}

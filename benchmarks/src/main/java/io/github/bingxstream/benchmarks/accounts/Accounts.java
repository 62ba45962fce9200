package io.github.bingxstream.benchmarks.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an idle account costs: for each adapter and number of accounts a process with our streams, and one with as many connections of
 * the bare transport; the exchange in a process of its own.
 */
public final class Accounts {

    private static final String HEAD = """
            | adapter | TLS | accounts | heap per account | bare | **above bare** | threads | bare | CPU idle, ms/s | bare | all live after | RSS |
            |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|""";

    /** First extensions come within half a minute of the connection: idle is what is behind them. */
    private static final String SETTLE_SECONDS = System.getProperty("accounts.settle", "32");

    private static final String CPU_SECONDS = System.getProperty("accounts.cpu", "10");

    private Accounts() {}

    /**
     * Measures and prints a table.
     *
     * @param arguments the file for raw results, then what to measure as {@code jdk:1000} or {@code tyrus:1000:tls}
     * @throws Exception if something cannot be measured
     */
    public static void main(String[] arguments) throws Exception {
        Path raw = Path.of(arguments[0]);
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode results = Files.exists(raw) ? (ArrayNode) mapper.readTree(raw.toFile()) : mapper.createArrayNode();
        System.out.println(
                "Limits of the address: " + Streams.LIMITS_TIMES + " times those published; the exchange has none.");
        System.out.println();
        System.out.println(HEAD);
        for (int i = 1; i < arguments.length; i++) {
            String[] what = arguments[i].split(":", -1);
            boolean tls = what.length > 2;
            JsonNode ours = measured(mapper, what[0], what[1], tls);
            JsonNode bare = measured(mapper, "bare-" + what[0], what[1], tls);
            results.add(ours).add(bare);
            print(what[0], ours, bare);
            mapper.writerWithDefaultPrettyPrinter().writeValue(raw.toFile(), results);
        }
    }

    private static void print(String adapter, JsonNode ours, JsonNode bare) {
        double perAccount = ours.path("heapBytesPerAccount").asDouble() / 1024;
        double perBare = bare.path("heapBytesPerAccount").asDouble() / 1024;
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,d | %.1f KiB | %.1f KiB | **%.1f KiB** | %d | %d | %.1f | %.1f | %.1f s | %d MiB |%n",
                adapter,
                ours.path("tls").asBoolean() ? "yes" : "no",
                ours.path("accounts").asInt(),
                perAccount,
                perBare,
                perAccount - perBare,
                ours.path("threads").asInt(),
                bare.path("threads").asInt(),
                ours.path("cpuMsPerSecond").asDouble(),
                bare.path("cpuMsPerSecond").asDouble(),
                ours.path("liveAfterMs").asDouble() / 1000,
                ours.path("rssKib").asLong() / 1024);
    }

    private static JsonNode measured(ObjectMapper mapper, String crowd, String accounts, boolean tls) throws Exception {
        Path authority = Files.createTempFile("authority", ".p12");
        List<String> exchange = java(ExchangeProcess.class, "-Xmx3g", accounts);
        if (tls) {
            exchange.add(authority.toString());
        }
        Process exchanging = started(exchange);
        try (BufferedReader says = reader(exchanging)) {
            String[] urls = said(says).split(" ", -1);
            List<String> client =
                    java(CrowdProcess.class, "-Xmx3g", crowd, accounts, urls[0], urls[1], SETTLE_SECONDS, CPU_SECONDS);
            if (tls) {
                client.add(authority.toString());
            }
            Process measuring = started(client);
            try (BufferedReader measures = reader(measuring)) {
                return mapper.readTree(said(measures));
            } finally {
                measuring.destroy();
            }
        } finally {
            exchanging.destroy();
            Files.delete(authority);
        }
    }

    /** Serial: after a collection there is nothing but what is reachable. */
    private static List<String> java(Class<?> main, String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                // JDK 17 would keep connections of the cold start for twenty minutes, and raised limits make many.
                "-Djdk.httpclient.keepalive.timeout=5",
                "-Daccounts.histogram=" + Boolean.getBoolean("accounts.histogram"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Process started(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String said(BufferedReader process) throws IOException {
        String line = process.readLine();
        if (line == null) {
            throw new IOException(
                    "a process ended without a word: its output above says why. Each needs a file for each connection:"
                            + " see ulimit -n");
        }
        return line;
    }
}

package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a process of its own can show: signals, pipes, two processes. */
class ProcessTest {

    /**
     * The contract says 2 s. A machine that is busy gets 30, for a test that fails by chance is of no use; who waits for somebody to
     * read has not ended then either.
     */
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    @BeforeAll
    static void there_must_be_signals_and_pipes() {
        assumeFalse(
                System.getProperty("os.name").startsWith("Windows"),
                "not tested on Windows, which has neither SIGINT nor SIGTERM");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130, jdk", "TERM, 143, jdk", "INT, 130, tyrus", "TERM, 143, tyrus"})
    void a_signal_ends_a_watch_in_time_and_on_a_whole_line(String signal, int exitCode, String transport)
            throws IOException {
        assumeTrue(
                !signal.equals("INT") || !ignoresInterrupts(),
                "not tested, because SIGINT is ignored here, and so by every process that is started from here");
        try (SandboxExchange exchange =
                        SandboxExchange.builder().eventsPerSecond(500).start();
                CliProcess watch = CliProcess.unread(exchange, "watch", "--format", "jsonl", "--transport", transport)
                        .reading()) {
            watch.awaitLines(50);

            watch.signal(signal);

            assertThat(watch.exitCode(END_LIMIT)).isEqualTo(exitCode);
            assertThat(watch.out()).endsWith("\n");
            assertThat(watch.out().lines())
                    .allSatisfy(line -> assertThat(Cli.object(line).has("type")).isTrue());
            assertThat(watch.err()).isEmpty();
            // The connection was closed, not left for the exchange to find out.
            Patience.await(() -> exchange.connectionCount() == 0, () -> "the connection is still there");
        }
    }

    @Test
    void a_signal_ends_a_watch_in_time_although_nobody_reads_its_output() {
        try (SandboxExchange exchange =
                        SandboxExchange.builder().eventsPerSecond(2000).start();
                CliProcess watch = CliProcess.unread(exchange, "watch", "--format", "jsonl")) {
            awaitFullPipe(watch);

            watch.signal("TERM");

            assertThat(watch.exitCode(END_LIMIT)).isEqualTo(143);
        }
    }

    /** Nothing more fits when the count of what waits to be read stops to grow. */
    private static void awaitFullPipe(CliProcess watch) {
        int[] before = {-1};
        Patience.await(
                () -> {
                    int now = available(watch);
                    boolean full = now > 60_000 && now == before[0];
                    before[0] = now;
                    return full;
                },
                () -> available(watch) + " bytes wait to be read");
    }

    private static int available(CliProcess watch) {
        try {
            return watch.stdout().available();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_watch_ends_when_its_reader_has_had_enough() throws IOException {
        try (SandboxExchange exchange =
                        SandboxExchange.builder().eventsPerSecond(100).start();
                CliProcess watch = CliProcess.unread(exchange, "watch", "--format", "jsonl")) {
            try (BufferedReader head =
                    new BufferedReader(new InputStreamReader(watch.stdout(), StandardCharsets.UTF_8))) {
                assertThat(Cli.object(head.readLine()).get("type").getAsString())
                        .isEqualTo("notice");
            }

            assertThat(watch.exitCode(Patience.LIMIT)).isEqualTo(ExitCode.DONE);
            assertThat(watch.err()).isEmpty();
        }
    }

    @Test
    void what_the_jvm_warns_of_does_not_stand_among_the_events() {
        try (SandboxExchange exchange =
                        SandboxExchange.builder().eventsPerSecond(100).start();
                CliProcess watch = CliProcess.start(
                        List.of("-XX:+UseLargePages"),
                        Map.of(Venue.API_KEY, exchange.apiKey(), Venue.SECRET_KEY, exchange.secretKey()),
                        "watch",
                        "--format",
                        "jsonl",
                        "--events",
                        "1",
                        "--rest-url",
                        exchange.restUrl(),
                        "--ws-url",
                        exchange.wsUrl())) {
            assertThat(watch.exitCode(Patience.LIMIT)).isEqualTo(ExitCode.DONE);
            assertThat(watch.out().lines())
                    .allSatisfy(line -> assertThat(Cli.object(line).has("type")).isTrue());
            assertThat(watch.err()).isEmpty();
            assumeFalse(
                    watch.jvmWarnings().isEmpty(),
                    "not tested, because this machine has large pages, and no JVM warns that there are none");
        }
    }

    @Test
    void a_sandbox_misbehaves_as_its_script_says_and_as_the_admin_path_is_told(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("faults.txt"), "block time calls with 403\n");
        try (CliProcess sandbox = CliProcess.start("sandbox", "--rate", "0", "--script", script.toString())) {
            Patience.await(() -> sandbox.out().endsWith("\n"), sandbox::toString);
            JsonObject venue = Cli.object(sandbox.out().strip());
            String time = venue.get("rest").getAsString() + "/openApi/swap/v2/server/time";
            String faults = venue.get("admin").getAsString() + "/faults";
            HttpClient http = HttpClient.newHttpClient();

            assertThat(status(http, HttpRequest.newBuilder(URI.create(time)))).isEqualTo(403);
            assertThat(status(http, HttpRequest.newBuilder(URI.create(faults)).DELETE()))
                    .isEqualTo(200);
            assertThat(status(http, HttpRequest.newBuilder(URI.create(time)))).isEqualTo(200);
            assertThat(status(
                            http,
                            HttpRequest.newBuilder(URI.create(faults))
                                    .POST(HttpRequest.BodyPublishers.ofString("refuse next 1 call with 500"))))
                    .isEqualTo(200);
            assertThat(status(http, HttpRequest.newBuilder(URI.create(time)))).isEqualTo(500);
        }
    }

    @Test
    void sandbox_and_watch_work_as_two_processes() {
        try (CliProcess sandbox = CliProcess.start("sandbox", "--rate", "100", "--seed", "7")) {
            Patience.await(() -> sandbox.out().endsWith("\n"), sandbox::toString);
            JsonObject venue = Cli.object(sandbox.out().strip());
            assertThat(venue.keySet()).containsExactly("rest", "ws", "admin", "apiKey", "secretKey");
            assertThat(venue.get("rest").getAsString()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(venue.get("ws").getAsString())
                    .isEqualTo(venue.get("rest").getAsString().replace("http:", "ws:") + "/market");

            try (CliProcess watch = CliProcess.start(
                    List.of(),
                    Map.of(
                            Venue.API_KEY, venue.get("apiKey").getAsString(),
                            Venue.SECRET_KEY, venue.get("secretKey").getAsString()),
                    "watch",
                    "--format",
                    "jsonl",
                    "--balances",
                    "--events",
                    "10",
                    "--rest-url",
                    venue.get("rest").getAsString(),
                    "--ws-url",
                    venue.get("ws").getAsString())) {
                assertThat(watch.exitCode(Patience.LIMIT))
                        .describedAs(watch.toString())
                        .isEqualTo(ExitCode.DONE);
                assertThat(watch.out()
                                .lines()
                                .map(Cli::object)
                                .map(line -> line.get("type").getAsString()))
                        .contains("balance", "snapshot");
            }

            sandbox.signal("TERM");

            assertThat(sandbox.exitCode(END_LIMIT)).isEqualTo(143);
            assertThat(sandbox.out().lines()).hasSize(1);
            assertThat(sandbox.err()).isEmpty();
        }
    }

    /** Bit 1 of what Linux says is ignored; elsewhere nobody says. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(
                                        line.substring("SigIgn:".length()).strip(), 16)
                                & 2)
                        != 0);
    }

    private static int status(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Patience.LIMIT).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

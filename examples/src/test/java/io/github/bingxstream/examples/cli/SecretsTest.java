package io.github.bingxstream.examples.cli;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.closeConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.dropConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.expireListenKeys;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.handshakes;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.refuse;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.testkit.sandbox.Permission;
import io.github.bingxstream.testkit.sandbox.Quirk;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SpotAccount;
import io.github.bingxstream.testkit.transport.AbsentPeer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets stay secret in whatever goes wrong. All that is printed or logged while a test runs, at any level, is looked at when
 * it ends: see {@link LeakExtension}.
 */
class SecretsTest {

    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();
    private final SpotAccount account = exchange.addAccount(Leaks.API_KEY, Leaks.SECRET_KEY, Permission.READ);
    private String listenKey = "";

    /** By hand: a call of the command line would take a turn of this process's request budget, a second for each test. */
    @BeforeEach
    void plantTheListenKey() throws IOException, InterruptedException {
        exchange.turn(Quirk.UNSIGNED_LISTEN_KEY_CALLS, true);
        HttpRequest post = HttpRequest.newBuilder(URI.create(exchange.restUrl() + "/openApi/user/auth/userDataStream"))
                .header("X-BX-APIKEY", Leaks.API_KEY)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        String answer = HttpClient.newHttpClient()
                .send(post, HttpResponse.BodyHandlers.ofString())
                .body();
        exchange.turn(Quirk.UNSIGNED_LISTEN_KEY_CALLS, false);
        listenKey = Cli.object(answer).get("listenKey").getAsString();
        assertThat(listenKey).matches("[0-9a-f]{64}");
        Leaks.OF_THIS_PROCESS.plant(listenKey);
        Leaks.OF_THIS_PROCESS.plant(listenKey.substring(0, 16));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource({"jdk, jsonl", "tyrus, table"})
    void nothing_is_told_when_connections_break(String transport, String format) {
        // A table shows no snapshot of nothing.
        account.deposit("USDT", BigDecimal.ONE);
        Cli.Running watch = live(transport, format);
        // Not before: an end without a word is part of this, and java.net.http may miss one that comes with data.
        watch.awaitOut("snapshot", 1);
        exchange.misbehave(dropConnections());
        awaitSubscribed(watch, format, 2);
        exchange.misbehave(resetConnections());
        awaitSubscribed(watch, format, 3);
        exchange.misbehave(closeConnections(4000, "bye " + listenKey));
        awaitSubscribed(watch, format, 4);

        endByEvents(watch);
    }

    @ParameterizedTest
    @CsvSource({"jdk, jsonl", "tyrus, table"})
    void nothing_is_told_when_the_exchange_says_the_key_itself(String transport, String format) {
        Cli.Running watch = live(transport, format);
        exchange.broadcast("garbage " + listenKey);
        exchange.broadcast("{\"e\":\"NEWS\",\"listenKey\":\"" + listenKey + "\"}");
        exchange.broadcast("{\"e\":\"NEWS\",\"quoted\":\"wss://host/market?listenKey=" + listenKey + "\"}");
        exchange.broadcast("{\"code\":100400,\"msg\":\"no such thing: " + listenKey + "\"}");
        watch.awaitOut("NEWS", 2);
        exchange.misbehave(expireListenKeys());
        awaitSubscribed(watch, format, 2);

        endByEvents(watch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "tyrus"})
    void nothing_is_told_when_the_handshake_is_refused(String transport) {
        // Not 403, after which a watch would try again in five minutes.
        exchange.misbehave(refuse(handshakes()).with(503));
        Cli.Running watch = watch(transport, "table");
        watch.awaitErr("handshake refused", 1);
        exchange.behave();
        awaitSubscribed(watch, "table", 1);

        endByEvents(watch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"watch --verbose", "watch --transport tyrus --verbose", "listen-key extend some-key --verbose"})
    void nothing_is_told_when_the_exchange_refuses(String args) {
        exchange.excludeFromWhitelist(Leaks.API_KEY);
        assertThat(cli().run(args.split(" ")).end()).isEqualTo(ExitCode.REFUSED);

        Cli wrongSecret = cli().credentials(Leaks.API_KEY, "wrong-" + Leaks.SECRET_KEY);
        assertThat(wrongSecret.run(args.split(" ")).end()).isEqualTo(ExitCode.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "watch --for 2s --verbose, 4",
        "watch --for 2s --verbose --transport tyrus, 4",
        "listen-key generate --verbose, 4",
        "listen-key delete KEY --verbose, 4"
    })
    void nothing_is_told_when_nobody_is_there(String args, int exitCode) {
        try (AbsentPeer nobody = AbsentPeer.absent()) {
            Cli cli = cli().at(nobody);

            assertThat(cli.run(args.replace("KEY", listenKey).split(" ")).end()).isEqualTo(exitCode);
        }
    }

    @Test
    void nothing_is_told_by_a_process_that_logs_all_there_is(@TempDir Path folder) throws IOException {
        Path logging = Files.writeString(folder.resolve("logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                .level = ALL
                java.util.logging.ConsoleHandler.level = ALL
                """);
        for (String transport : List.of("jdk", "tyrus")) {
            try (CliProcess watch = CliProcess.start(
                    List.of("-Djava.util.logging.config.file=" + logging),
                    Map.of(Venue.API_KEY, Leaks.API_KEY, Venue.SECRET_KEY, Leaks.SECRET_KEY),
                    "watch",
                    "--format",
                    "jsonl",
                    "--events",
                    "1",
                    "--transport",
                    transport,
                    "--rest-url",
                    exchange.restUrl(),
                    "--ws-url",
                    exchange.wsUrl())) {
                awaitPushedSnapshots(watch, 1);
                exchange.misbehave(resetConnections());
                awaitPushedSnapshots(watch, 2);
                account.deposit("USDT", BigDecimal.ONE);

                assertThat(watch.exitCode(Patience.LIMIT)).isEqualTo(ExitCode.DONE);
                assertThat(watch.err())
                        .describedAs("a witness that there is a log")
                        .contains("FINE");
            }
        }
    }

    private Cli cli() {
        return Cli.bare().credentials(Leaks.API_KEY, Leaks.SECRET_KEY).at(exchange);
    }

    private Cli.Running live(String transport, String format) {
        Cli.Running watch = watch(transport, format);
        awaitSubscribed(watch, format, 1);
        return watch;
    }

    private Cli.Running watch(String transport, String format) {
        return cli().start(
                        "watch",
                        "--transport",
                        transport,
                        "--format",
                        format,
                        "--balances",
                        "--events",
                        "1",
                        "--verbose");
    }

    /** Each connection begins with one. */
    private static void awaitPushedSnapshots(CliProcess watch, int times) {
        Patience.await(() -> watch.out().split("\"snapshot\".*\"STREAM\"", -1).length > times, watch::toString);
    }

    private static void awaitSubscribed(Cli.Running watch, String format, int times) {
        if (format.equals("table")) {
            watch.awaitErr("subscribed", times);
        } else {
            watch.awaitOut("\"subscribed\"", times);
        }
    }

    private void endByEvents(Cli.Running watch) {
        account.deposit("USDT", BigDecimal.ONE);
        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
    }
}

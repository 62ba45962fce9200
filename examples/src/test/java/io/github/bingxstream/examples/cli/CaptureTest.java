package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.bingxstream.testkit.capture.Recording;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code watch --capture} wrote, {@code replay} prints. */
class CaptureTest {

    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void a_replay_prints_what_the_watch_printed() throws IOException {
        Path file = folder.resolve("watched.jsonl");
        Cli.Running watch = watched(file);
        Cli.Running replay = Cli.bare().run("replay", file.toString(), "--format", "jsonl");

        assertThat(replay.end()).isEqualTo(ExitCode.DONE);
        assertThat(replay.err()).contains("as captured by version");
        // The watch had shown enough with the order, and was closed some moments later.
        assertThat(told(replay))
                .startsWith(told(watch).toArray(String[]::new))
                .anyMatch(line -> line.contains("\"gap-closed\""));
        assertThat(replay.json("order")).first().satisfies(order -> {
            assertThat(order.get("clientOrderId").getAsString())
                    .isNotEqualTo("scalping_1")
                    .contains("ping");
            assertThat(order.get("orderId").getAsString()).hasSize(19);
        });
        assertThat(Cli.bare().run("replay", file.toString(), "--speed", "1000").out())
                .contains("BTC-USDT");
    }

    @Test
    void a_watch_says_where_the_capture_is_and_what_is_in_it_and_overwrites_none() throws IOException {
        Path file = folder.resolve("watched.jsonl");
        Cli.Running watch = watched(file);

        assertThat(watch.err())
                .contains("capturing into " + file, "keys, signatures and all ids are replaced", "256 MiB");
        assertThat(Recording.read(file).isWhole()).isTrue();
        assertThat(Recording.read(file).notes())
                .containsEntry("channels", "ORDERS")
                .containsEntry("--audit-every", "PT5S");
        assertThat(Files.readString(file)).doesNotContain(exchange.apiKey(), exchange.secretKey(), "scalping_1");

        String content = Files.readString(file);
        Cli.Running second = cli().run("watch", "--capture", file.toString());
        assertThat(second.end()).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(second.complaint()).contains("is there already: choose another file, or add --force");
        assertThat(file).hasContent(content);

        Cli.Running third = cli().start(arguments(file, "--force"));
        third.awaitOut("\"subscribed\"", 1);
        exchange.account().placeMarket("BTC-USDT", Side.SELL, BigDecimal.ONE);
        assertThat(third.end()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(file)).isNotEqualTo(content);
    }

    @Test
    void what_cannot_be_captured_or_replayed_is_refused_beforehand() throws IOException {
        assertThat(refused("watch", "--force")).contains("--force does something with --capture FILE only");
        assertThat(refused("watch", "--capture", folder.toString())).contains("is none");
        assertThat(refused("watch", "--capture", folder.resolve("no/file").toString()))
                .contains("there is no folder");
        assertThat(refused("replay", folder.resolve("none").toString())).contains("there is no file");
        Path other = Files.writeString(folder.resolve("other"), "{}\n");
        assertThat(refused("replay", other.toString())).contains("cannot be replayed: this is no capture");
        assertThat(refused("replay", other.toString(), "--speed", "0")).contains("--speed needs max or a number");
    }

    private String refused(String... args) {
        Cli.Running run = Cli.bare().run(args);
        assertThat(run.end()).isEqualTo(ExitCode.BAD_USAGE);
        return run.complaint();
    }

    private Cli cli() {
        return Cli.of(exchange);
    }

    private Cli.Running watched(Path file) {
        Cli.Running watch = cli().start(arguments(file, "--audit-every", "5s"));
        watch.awaitOut("\"gap-closed\"", 1);
        exchange.account()
                .placeLimit("BTC-USDT", Side.BUY, new BigDecimal("0.01"), new BigDecimal("1000"), "scalping_1");
        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        return watch;
    }

    private static String[] arguments(Path file, String... further) {
        List<String> args = new ArrayList<>(List.of("watch", "--orders", "--format", "jsonl", "--events", "1"));
        args.addAll(List.of("--capture", file.toString()));
        args.addAll(List.of(further));
        return args.toArray(String[]::new);
    }

    /** Without what is another in a replay: ids, the key's fingerprint, and times to the nanosecond. */
    private static List<String> told(Cli.Running running) {
        return running.json().stream()
                .filter(line -> !isClosed(line))
                .map(line -> {
                    List.of("orderId", "clientOrderId", "key", "took", "since").forEach(line::remove);
                    if (line.has("openOrders") && line.get("openOrders").isJsonArray()) {
                        line.addProperty(
                                "openOrders", line.getAsJsonArray("openOrders").size());
                    }
                    return line.toString();
                })
                .toList();
    }

    /** A watch that has shown enough prints nothing more. */
    private static boolean isClosed(JsonObject line) {
        return line.has("notice") && line.get("notice").getAsString().equals("closed");
    }
}

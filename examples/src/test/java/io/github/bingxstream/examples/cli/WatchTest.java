package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {

    static final List<String> ORDER_MEMBERS = List.of(
            "type",
            "symbol",
            "orderId",
            "clientOrderId",
            "side",
            "orderType",
            "executionType",
            "status",
            "price",
            "quantity",
            "lastFilledQuantity",
            "cumulativeFilledQuantity",
            "lastFilledPrice",
            "fee",
            "feeAsset",
            "tradeId",
            "eventTime",
            "provenance");
    private static final List<String> BALANCE_MEMBERS = List.of(
            "type",
            "asset",
            "walletBalance",
            "crossWalletBalance",
            "balanceChange",
            "locked",
            "reason",
            "eventTime",
            "provenance");
    private static final BigDecimal QUANTITY = new BigDecimal("0.5");
    private static final BigDecimal PRICE = new BigDecimal("100.25");

    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();

    @AfterEach
    void close() {
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "tyrus", "TYRUS"})
    void both_channels_are_watched_unless_one_is_named_over_either_transport(String transport) {
        Cli.Running watch = live(2, "--transport", transport, "--events", "3");

        SandboxOrder order = exchange.account().placeMarket("BTC-USDT", Side.SELL, QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(watch.json("order"))
                .singleElement()
                .extracting(line -> line.get("orderId").getAsString())
                .isEqualTo(Long.toString(order.orderId()));
        assertThat(assets(watch)).containsExactlyInAnyOrder("BTC", "USDT");
        assertThat(pushedSnapshots(watch)).hasSize(1);
        assertThat(notices(watch)).containsExactly("connected", "subscribed", "subscribed");
        assertThat(watch.err()).isEmpty();
    }

    @Test
    void orders_alone_can_be_watched() {
        Cli.Running watch = live(1, "--orders", "--events", "2");

        SandboxOrder order = exchange.account().placeLimit("BTC-USDT", Side.BUY, QUANTITY, PRICE, "scalping_1");
        exchange.account().cancel(order.orderId());

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(watch.json("order"))
                .extracting(line -> line.get("status").getAsString())
                .containsExactly("PENDING", "CANCELED");
        assertThat(watch.json("balance")).isEmpty();
        assertThat(pushedSnapshots(watch)).isEmpty();
        assertThat(channels(watch)).containsExactly("spot.executionReport");
    }

    @Test
    void balances_alone_can_be_watched() {
        Cli.Running watch = live(1, "--balances", "--events", "2");

        exchange.account().placeMarket("BTC-USDT", Side.BUY, QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(watch.json("order")).isEmpty();
        assertThat(watch.json("balance")).hasSize(2);
        assertThat(channels(watch)).containsExactly("ACCOUNT_UPDATE");
    }

    @Test
    void filters_narrow_what_is_shown_and_not_what_is_subscribed() {
        Cli.Running watch =
                live(2, "--symbol", "BTC-USDT", "--symbol", "MØTH-USDT", "--asset", "USDT", "--events", "5");

        exchange.account().placeMarket("ETH-USDT", Side.SELL, QUANTITY);
        exchange.account().placeMarket("BTC-USDT", Side.SELL, QUANTITY);
        exchange.account().placeMarket("MØTH-USDT", Side.SELL, new BigDecimal("1000"));

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(watch.json("order"))
                .extracting(line -> line.get("symbol").getAsString())
                .containsExactly("BTC-USDT", "MØTH-USDT");
        assertThat(assets(watch)).containsExactly("USDT", "USDT", "USDT");
        assertThat(pushedSnapshots(watch).get(0).getAsJsonArray("balances").asList())
                .extracting(balance -> balance.getAsJsonObject().get("asset").getAsString())
                .containsExactly("USDT");
        assertThat(channels(watch)).containsExactlyInAnyOrder("spot.executionReport", "ACCOUNT_UPDATE");
    }

    @Test
    void without_filters_the_snapshot_shows_every_asset() {
        Cli.Running watch = live(2, "--events", "1");

        exchange.account().deposit("USDT", QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        JsonObject snapshot = pushedSnapshots(watch).get(0);
        assertThat(snapshot.keySet()).containsExactly("type", "balances", "openOrders", "eventTime", "provenance");
        assertThat(snapshot.get("openOrders").isJsonNull()).isTrue();
        assertThat(snapshot.getAsJsonArray("balances").asList())
                .extracting(balance -> balance.getAsJsonObject().get("asset").getAsString())
                .containsExactlyInAnyOrderElementsOf(
                        exchange.account().balances().keySet());
        assertThat(snapshot.getAsJsonArray("balances").asList())
                .allSatisfy(balance -> assertTextsOrNulls(balance.getAsJsonObject()));
    }

    @Test
    void order_and_balance_lines_tell_the_truth_in_the_members_of_the_contract() {
        Cli.Running watch = live(2, "--events", "5");

        SandboxOrder placed = exchange.account().placeLimit("BTC-USDT", Side.SELL, QUANTITY, PRICE, "scalping_1");
        var fill = exchange.account().fill(placed.orderId(), QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(watch.json("order")).hasSize(2).allSatisfy(line -> {
            assertThat(line.keySet()).containsExactlyElementsOf(ORDER_MEMBERS);
            assertTextsOrNulls(line);
        });
        JsonObject resting = watch.json("order").get(0);
        assertThat(List.of("lastFilledPrice", "fee", "feeAsset", "tradeId"))
                .allSatisfy(name -> assertThat(resting.get(name).isJsonNull())
                        .describedAs(name)
                        .isTrue());
        assertThat(resting.get("lastFilledQuantity").getAsString()).isEqualTo("0");
        JsonObject filled = watch.json("order").get(1);
        assertThat(texts(filled))
                .containsEntry("symbol", "BTC-USDT")
                .containsEntry("orderId", Long.toString(placed.orderId()))
                .containsEntry("clientOrderId", "scalping_1")
                .containsEntry("side", "SELL")
                .containsEntry("orderType", "LIMIT")
                .containsEntry("executionType", "TRADE")
                .containsEntry("status", "FILLED")
                .containsEntry("price", "100.25")
                .containsEntry("quantity", "0.5")
                .containsEntry("lastFilledQuantity", "0.5")
                .containsEntry("cumulativeFilledQuantity", "0.5")
                .containsEntry("lastFilledPrice", "100.25")
                .containsEntry("feeAsset", "USDT")
                .containsEntry("tradeId", Long.toString(fill.tradeId()))
                .containsEntry("provenance", "STREAM");
        assertThat(filled.get("fee").getAsBigDecimal()).isNegative().isEqualByComparingTo(fill.fee());
        assertThat(time(filled)).isEqualTo(fill.at());
        assertThat(watch.json("balance")).hasSize(3).allSatisfy(line -> {
            assertThat(line.keySet()).containsExactlyElementsOf(BALANCE_MEMBERS);
            assertTextsOrNulls(line);
            assertThat(line.get("reason").getAsString()).isEqualTo("ORDER");
        });
    }

    @Test
    void decimals_are_plain_and_exact_however_the_exchange_writes_them() {
        Cli.Running watch = live(2, "--events", "2");

        exchange.broadcast("{\"code\":0,\"dataType\":\"spot.executionReport\",\"data\":{\"e\":\"executionReport\","
                + "\"E\":1720876278637,\"s\":\"MØTH-USDT\",\"S\":\"BUY\",\"o\":\"LIMIT\",\"q\":1e-7,\"p\":\"2E+3\","
                + "\"x\":\"TRADE\",\"X\":\"FILLED\",\"i\":9007199254740993,\"l\":1.0e-7,"
                + "\"L\":0.12345678901234567890,\"z\":1e-7,\"n\":-1.2493e-7,\"N\":\"MØTH\",\"T\":1720876278637,"
                + "\"t\":9007199254740995,\"O\":1720876278630}}");
        exchange.broadcast("{\"e\":\"ACCOUNT_UPDATE\",\"E\":1720876278000,\"T\":1720876278637,\"a\":{\"m\":\"ORDER\","
                + "\"B\":[{\"a\":\"MØTH\",\"bc\":\"-1e-20\",\"wb\":\"12345678901234567890.12345678901234567890\"}]}}");

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(texts(watch.json("order").get(0)))
                .containsEntry("symbol", "MØTH-USDT")
                .containsEntry("orderId", "9007199254740993")
                .containsEntry("tradeId", "9007199254740995")
                .containsEntry("price", "2000")
                .containsEntry("quantity", "0.0000001")
                .containsEntry("lastFilledQuantity", "0.00000010")
                .containsEntry("lastFilledPrice", "0.12345678901234567890")
                .containsEntry("fee", "-0.00000012493")
                .containsEntry("eventTime", "2024-07-13T13:11:18.637Z");
        JsonObject balance = watch.json("balance").get(0);
        assertThat(balance.get("balanceChange").getAsString()).isEqualTo("-0.00000000000000000001");
        assertThat(balance.get("walletBalance").getAsString()).isEqualTo("12345678901234567890.12345678901234567890");
        assertThat(balance.get("crossWalletBalance").isJsonNull()).isTrue();
        assertThat(balance.get("locked").isJsonNull()).isTrue();
    }

    @Test
    void the_table_has_a_line_for_each_event_and_columns_that_line_up() {
        Cli.Running watch = Cli.of(exchange).start("watch", "--events", "60");
        watch.awaitErr("subscribed", 2);

        exchange.stepMarket(60);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(watch.lines())
                .filteredOn(line -> !line.contains("  snapshot"))
                .hasSize(60);
        assertThat(watch.lines())
                .filteredOn(line -> line.contains("  snapshot  "))
                .hasSize(1);
        assertThat(watch.lines())
                .filteredOn(line -> !line.contains("  snapshot"))
                .allSatisfy(line -> assertThat(line)
                        .matches(
                                "\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  (order       |balance     )  (?=\\S).{14}  (?=\\S).{21}  "
                                        + "(?=\\S).{16}  \\S.*"));
        assertThat(watch.err()).doesNotContain("gap", "missing", "missed");
        assertThat(watch.err().lines())
                .containsSubsequence(
                        "bingx-stream: connected (attempt 1)",
                        "bingx-stream: subscribed spot.executionReport",
                        "bingx-stream: subscribed ACCOUNT_UPDATE");
    }

    @Test
    void the_table_keeps_a_message_of_several_lines_on_one() {
        Cli.Running watch = Cli.of(exchange).start("watch", "--events", "1");
        watch.awaitErr("subscribed", 2);

        exchange.broadcast("{\n  \"e\": \"NEWS\"\n}");
        exchange.account().deposit("USDT", QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(watch.lines())
                .filteredOn(line -> !line.contains(" (REST)"))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("unknown", "NEWS"));
    }

    @Test
    void it_ends_after_exactly_so_many_events() {
        try (SandboxExchange busy =
                SandboxExchange.builder().eventsPerSecond(300).start()) {
            Cli.Running watch = Cli.of(busy).run("watch", "--format", "jsonl", "--events", "7");

            assertThat(watch.end()).isEqualTo(ExitCode.DONE);
            assertThat(watch.json("order").size() + watch.json("balance").size())
                    .isEqualTo(7);
        }
    }

    @Test
    void it_ends_after_the_time_that_was_given() {
        long begin = System.nanoTime();
        Cli.Running watch = live(1, "--orders", "--for", "12s");
        exchange.account().placeMarket("BTC-USDT", Side.SELL, QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(12_000_000_000L);
        assertThat(watch.json("order")).hasSize(1);
        assertThat(watch.err()).isEmpty();
    }

    @Test
    void without_credentials_it_streams_from_an_embedded_sandbox_and_says_so() {
        Cli.Running watch = Cli.bare().run("watch", "--format", "jsonl", "--events", "3");

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
        assertThat(watch.json("order").size() + watch.json("balance").size()).isEqualTo(3);
        assertThat(watch.complaint())
                .contains("BINGX_API_KEY and BINGX_SECRET_KEY are not set", "embedded sandbox exchange");
    }

    @ParameterizedTest
    @CsvSource({
        "--audit-every, 5s",
        "--audit-every, 1h",
        "--rotate-every, 10s",
        "--rotate-every, 168h",
        "--silence-limit, 10s",
        "--silence-limit, 10m"
    })
    void the_limits_of_the_options_are_those_of_the_stream(String option, String time) {
        Cli.Running watch = live(1, "--orders", "--events", "1", option, time);
        exchange.account().placeMarket("BTC-USDT", Side.SELL, QUANTITY);

        assertThat(watch.end()).isEqualTo(ExitCode.DONE);
    }

    /** A watch in JSON lines that has so many channels acknowledged. */
    private Cli.Running live(int channels, String... args) {
        return live(exchange, channels, args);
    }

    static Cli.Running live(SandboxExchange exchange, int channels, String... args) {
        String[] all = new String[args.length + 3];
        System.arraycopy(new String[] {"watch", "--format", "jsonl"}, 0, all, 0, 3);
        System.arraycopy(args, 0, all, 3, args.length);
        Cli.Running watch = Cli.of(exchange).start(all);
        watch.awaitOut("\"subscribed\"", channels);
        if (channels == 2 || List.of(args).contains("--balances")) {
            watch.awaitOut("\"snapshot\"", 1);
        }
        return watch;
    }

    private static List<String> assets(Cli.Running watch) {
        return watch.json("balance").stream()
                .map(line -> line.get("asset").getAsString())
                .toList();
    }

    /** Without what repair says when it is done, which it is sooner or later. */
    static List<String> notices(Cli.Running watch) {
        return watch.json("notice").stream()
                .filter(notice -> !isOfTheStart(notice)
                        && !notice.get("notice").getAsString().equals("gap-closed"))
                .map(line -> line.get("notice").getAsString())
                .toList();
    }

    /** Every stream begins with a gap, which is none of the surprises. */
    static boolean isOfTheStart(JsonObject notice) {
        return notice.has("reason") && notice.get("reason").getAsString().equals("starting");
    }

    private static List<JsonObject> pushedSnapshots(Cli.Running watch) {
        return watch.json("snapshot").stream()
                .filter(line -> line.get("provenance").getAsString().equals("STREAM"))
                .toList();
    }

    private static List<String> channels(Cli.Running watch) {
        return watch.json("notice").stream()
                .flatMap(line -> Optional.ofNullable(line.get("channel")).stream())
                .map(JsonElement::getAsString)
                .toList();
    }

    static Map<String, String> texts(JsonObject line) {
        return line.entrySet().stream()
                .filter(member -> !member.getValue().isJsonNull())
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, member -> member.getValue().getAsString()));
    }

    private static void assertTextsOrNulls(JsonObject line) {
        assertThat(line.entrySet())
                .allMatch(member -> member.getValue().isJsonNull()
                        || member.getValue().getAsJsonPrimitive().isString());
    }

    private static Instant time(JsonObject line) {
        String text = line.get("eventTime").getAsString();
        assertThat(text).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        return Instant.parse(text);
    }
}

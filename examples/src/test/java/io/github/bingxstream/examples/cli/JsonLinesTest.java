package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.Unrecognized;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonLinesTest {

    private static final Filter ALL = new Filter(Set.of(), Set.of());

    private final JsonLines lines = new JsonLines();

    @Test
    void an_order_line_has_the_members_of_the_contract_in_its_order() {
        assertThat(lines.order(Samples.fillOf("MØTH-USDT")))
                .isEqualTo("{\"type\":\"order\",\"symbol\":\"MØTH-USDT\",\"orderId\":\"1812112568701845504\","
                        + "\"clientOrderId\":\"scalping_1\",\"side\":\"BUY\",\"orderType\":\"LIMIT\","
                        + "\"executionType\":\"TRADE\",\"status\":\"PARTIALLY_FILLED\","
                        + "\"price\":\"0.00000000000000000001\",\"quantity\":\"1000\",\"lastFilledQuantity\":\"150\","
                        + "\"cumulativeFilledQuantity\":\"500.00000000000000000001\",\"lastFilledPrice\":\"0.0000123\","
                        + "\"fee\":\"-0.0000000802\",\"feeAsset\":\"MØTH\",\"tradeId\":\"38259147\","
                        + "\"eventTime\":\"2024-07-13T13:11:18.637Z\",\"provenance\":\"STREAM\"}");
    }

    @Test
    void what_an_order_line_lacks_is_null() {
        assertThat(lines.order(Samples.barest()))
                .isEqualTo("{\"type\":\"order\",\"symbol\":\"BTC-USDT\",\"orderId\":\"1812112568701845504\","
                        + "\"clientOrderId\":null,\"side\":\"BUY\",\"orderType\":\"LIMIT\","
                        + "\"executionType\":\"HITHERTO_UNKNOWN\",\"status\":\"PARTIALLY_FILLED\","
                        + "\"price\":null,\"quantity\":\"1000\",\"lastFilledQuantity\":\"0\","
                        + "\"cumulativeFilledQuantity\":\"0\",\"lastFilledPrice\":null,"
                        + "\"fee\":null,\"feeAsset\":null,\"tradeId\":null,"
                        + "\"eventTime\":null,\"provenance\":\"DERIVED\"}");
    }

    @Test
    void what_repair_found_is_an_order_line_like_any_other_but_for_its_provenance() {
        String told = lines.order(Samples.fillOf("BTC-USDT"));

        assertThat(lines.order(Samples.repairedFillOf("BTC-USDT")))
                .isEqualTo(told.replace("\"provenance\":\"STREAM\"", "\"provenance\":\"REST\""));
    }

    @Test
    void a_fill_without_trade_id_and_fee_asset_has_null_for_them() {
        assertThat(lines.order(Samples.bareFill()))
                .contains("\"lastFilledPrice\":\"1\",\"fee\":\"0\",\"feeAsset\":null,\"tradeId\":null,");
    }

    @Test
    void a_balance_line_has_the_members_of_the_contract_in_its_order() {
        AccountUpdate update = Samples.update(
                Samples.change("MØTH", "-1E-20", Optional.of(new BigDecimal("2E+1")), Optional.of(BigDecimal.ZERO)));

        assertThat(lines.balance(update, update.changes().get(0)))
                .isEqualTo("{\"type\":\"balance\",\"asset\":\"MØTH\",\"walletBalance\":\"1234567\","
                        + "\"crossWalletBalance\":\"20\",\"balanceChange\":\"-0.00000000000000000001\","
                        + "\"locked\":\"0\",\"reason\":\"ORDER\",\"eventTime\":\"2024-07-13T13:11:18.637Z\","
                        + "\"provenance\":\"STREAM\"}");
    }

    @Test
    void what_a_balance_line_lacks_is_null() {
        AccountUpdate update = Samples.update(Samples.change("USDT", "5", Optional.empty(), Optional.empty()));

        assertThat(lines.balance(update, update.changes().get(0)))
                .contains("\"crossWalletBalance\":null,\"balanceChange\":\"5\",\"locked\":null,");
    }

    @Test
    void a_snapshot_of_balances_says_nothing_about_orders() {
        assertThat(lines.snapshot(
                        new AccountSnapshot(Samples.ORIGIN, balances(), Optional.empty(), RawMembers.NONE), ALL))
                .isEqualTo("{\"type\":\"snapshot\",\"balances\":["
                        + "{\"asset\":\"USDT\",\"walletBalance\":\"100000\",\"crossWalletBalance\":null,\"free\":\"1\","
                        + "\"locked\":\"0.00000001\"},"
                        + "{\"asset\":\"MØTH\",\"walletBalance\":null,\"crossWalletBalance\":null,\"free\":null,"
                        + "\"locked\":null}],\"openOrders\":null,\"eventTime\":\"2024-07-13T13:11:18.637Z\","
                        + "\"provenance\":\"STREAM\"}");
    }

    @Test
    void a_snapshot_shows_what_the_filter_shows() {
        AccountSnapshot snapshot = new AccountSnapshot(
                Samples.ORIGIN,
                balances(),
                Optional.of(List.of(
                        Samples.order("BTC-USDT", Optional.empty(), Optional.empty(), "1E+1"),
                        Samples.order("MØTH-USDT", Optional.empty(), Optional.empty(), "0"))),
                RawMembers.NONE);

        JsonObject line = Cli.object(
                lines.snapshot(snapshot, new Filter(Set.of(new Symbol("BTC-USDT")), Set.of(new Asset("MØTH")))));

        assertThat(line.keySet()).containsExactly("type", "balances", "openOrders", "eventTime", "provenance");
        assertThat(line.getAsJsonArray("balances").asList())
                .singleElement()
                .extracting(balance -> balance.getAsJsonObject().get("asset").getAsString())
                .isEqualTo("MØTH");
        assertThat(line.getAsJsonArray("openOrders").asList()).singleElement().satisfies(order -> {
            assertThat(order.getAsJsonObject().get("symbol").getAsString()).isEqualTo("BTC-USDT");
            assertThat(order.getAsJsonObject().get("cumulativeFilledQuantity").getAsString())
                    .isEqualTo("10");
        });
    }

    @Test
    void a_snapshot_without_open_orders_has_an_empty_list_of_them() {
        assertThat(lines.snapshot(
                        new AccountSnapshot(
                                Samples.REPAIRED, Optional.empty(), Optional.of(List.of()), RawMembers.NONE),
                        ALL))
                .isEqualTo("{\"type\":\"snapshot\",\"balances\":null,\"openOrders\":[],\"eventTime\":null,"
                        + "\"provenance\":\"REST\"}");
    }

    @Test
    void every_notice_begins_with_its_name() {
        assertThat(lines.notice(new StreamNotice.Connected(7, "0a1b2c3d")))
                .isEqualTo("{\"type\":\"notice\",\"notice\":\"connected\",\"epoch\":7,\"key\":\"0a1b2c3d\"}");
        assertThat(lines.notice(new StreamNotice.Subscribed(7, Channel.BALANCES)))
                .isEqualTo(
                        "{\"type\":\"notice\",\"notice\":\"subscribed\",\"epoch\":7,\"channel\":\"ACCOUNT_UPDATE\"}");
        assertThat(lines.notice(new StreamNotice.Disconnected(
                        7, DisconnectReason.CLOSED_BY_SERVER, "closed with \"1000\"", Duration.ofMillis(1500))))
                .isEqualTo(
                        "{\"type\":\"notice\",\"notice\":\"disconnected\",\"epoch\":7,\"reason\":\"closed-by-server\","
                                + "\"detail\":\"closed with \\\"1000\\\"\",\"retryIn\":\"PT1.5S\"}");
        assertThat(lines.notice(new StreamNotice.GapClosed(2, GapReason.SILENCE, 3, 4, Duration.ofSeconds(61))))
                .isEqualTo("{\"type\":\"notice\",\"notice\":\"gap-closed\",\"gap\":2,\"reason\":\"silence\","
                        + "\"repairedFills\":3,\"repairedOrders\":4,\"took\":\"PT1M1S\"}");
        assertThat(lines.notice(new StreamNotice.Rotated(7, 8, "0a1b2c3d")))
                .isEqualTo("{\"type\":\"notice\",\"notice\":\"rotated\",\"fromEpoch\":7,\"epoch\":8,"
                        + "\"key\":\"0a1b2c3d\"}");
        assertThat(lines.notice(new StreamNotice.Quarantined(7, "no JSON", 12, "line\nend")))
                .isEqualTo(
                        "{\"type\":\"notice\",\"notice\":\"quarantined\",\"epoch\":7,\"why\":\"no JSON\",\"bytes\":12,"
                                + "\"excerpt\":\"line\\nend\"}");
        assertThat(lines.notice(StreamNotice.Closed.byUser()))
                .isEqualTo("{\"type\":\"notice\",\"notice\":\"closed\",\"reason\":\"by-user\",\"refusal\":null}");
        assertThat(Cli.object(lines.notice(StreamNotice.Closed.refused(Refusal.ofAcknowledgement(100416, "too many"))))
                        .get("refusal")
                        .getAsString())
                .startsWith("code 100416: ");
        assertThat(lines.unrecognized(new Unrecognized(Samples.ORIGIN, "NEWS", "{\n\"e\":\"NEWS\"}")))
                .isEqualTo("{\"type\":\"notice\",\"notice\":\"unrecognized\",\"kind\":\"NEWS\","
                        + "\"message\":\"{\\n\\\"e\\\":\\\"NEWS\\\"}\"}");
    }

    @ParameterizedTest
    @EnumSource
    void a_gap_tells_its_reason_and_since_when(GapReason reason) {
        Instant since = Instant.parse("2026-01-02T03:04:05.678Z");

        JsonObject line = Cli.object(lines.notice(new StreamNotice.GapOpened(2, reason, since)));

        assertThat(line.keySet()).containsExactly("type", "notice", "gap", "reason", "since");
        assertThat(line.get("notice").getAsString()).isEqualTo("gap-opened");
        assertThat(line.get("gap").getAsLong()).isEqualTo(2);
        assertThat(line.get("reason").getAsString())
                .isEqualTo(
                        switch (reason) {
                            case STARTING -> "starting";
                            case RESUMED -> "resumed";
                            case CONNECTION_LOST -> "connection-lost";
                            case SILENCE -> "silence";
                            case LISTEN_KEY_DEAD -> "listen-key-dead";
                            case UNDECODABLE -> "undecodable";
                            case OVERFLOW -> "overflow";
                            case FILL_MISSING -> "fill-missing";
                            case ORDER_MISSING -> "order-missing";
                            case AUDIT -> "audit";
                        });
        assertThat(line.get("since").getAsString()).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @ParameterizedTest
    @EnumSource
    void a_gap_is_closed_with_the_reason_it_was_opened_for(GapReason reason) {
        JsonObject opened = Cli.object(lines.notice(new StreamNotice.GapOpened(2, reason, Instant.EPOCH)));
        JsonObject closed = Cli.object(lines.notice(new StreamNotice.GapClosed(2, reason, 0, 0, Duration.ZERO)));

        assertThat(closed.keySet())
                .containsExactly("type", "notice", "gap", "reason", "repairedFills", "repairedOrders", "took");
        assertThat(closed.get("reason")).isEqualTo(opened.get("reason"));
    }

    @Test
    void only_trouble_is_worth_a_remark_beside_the_lines() {
        assertThat(lines.remark(new StreamNotice.Connected(1, "0a1b2c3d"))).isEmpty();
        assertThat(lines.remark(new StreamNotice.Disconnected(1, DisconnectReason.LOST, "", Duration.ofMillis(1500))))
                .contains("not connected: lost; next attempt in 1.5 s");
    }

    private static Optional<List<Balance>> balances() {
        return Optional.of(List.of(
                new Balance(
                        new Asset("USDT"),
                        Optional.of(BigDecimal.ONE),
                        Optional.of(new BigDecimal("1E-8")),
                        Optional.of(new BigDecimal("1E+5")),
                        Optional.empty(),
                        RawMembers.NONE),
                new Balance(
                        new Asset("MØTH"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        RawMembers.NONE)));
    }
}

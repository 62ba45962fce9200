package io.github.bingxstream.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderEventsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

    private final SandboxExchange exchange =
            SandboxExchange.builder().clock(() -> NOW).start();
    private final SpotAccount account = exchange.account();
    private final StreamClient client = StreamClient.subscribed(exchange);

    @AfterEach
    void close() {
        client.close();
        exchange.close();
    }

    @Test
    void a_resting_limit_order_is_new_and_pending_with_all_fields() {
        SandboxOrder order = account.placeLimit("ETH-USDT", Side.BUY, decimal("0.1"), decimal("2000"), "scalping_1");
        long uid = account.uid();
        assertThat(client.next())
                .isEqualTo("{\"code\":0,\"dataType\":\"spot.executionReport\",\"data\":{\"u\":" + uid
                        + ",\"e\":\"executionReport\",\"E\":1767225600123,\"s\":\"ETH-USDT\",\"S\":\"BUY\",\"o\":\"LIMIT\","
                        + "\"q\":0.1,\"p\":2000,\"x\":\"NEW\",\"X\":\"PENDING\",\"i\":" + order.orderId()
                        + ",\"l\":0,\"z\":0,\"L\":0,\"n\":0,\"C\":\"scalping_1\",\"U\":\"\",\"mu\":\"" + uid
                        + "\",\"N\":\"\",\"T\":0,\"t\":0,\"O\":1767225600123,\"Z\":0,\"Y\":0,\"Q\":0,\"m\":false,"
                        + "\"A\":\"0\",\"ws\":1767225600123}}");
        assertThat(order.orderId()).isGreaterThan(1L << 53);
        assertThat(Long.toString(order.orderId())).hasSize(19);
    }

    @Test
    void a_resting_order_locks_funds_and_says_so_in_whole_seconds_and_twenty_decimals() {
        account.placeLimit("ETH-USDT", Side.BUY, decimal("0.1"), decimal("2000"));
        JsonObject update = client.await(message -> message.has("a"));
        assertThat(update.get("E").getAsLong()).isEqualTo(1767225600000L);
        assertThat(update.get("T").getAsLong()).isEqualTo(1767225600123L);
        assertThat(update.getAsJsonObject("a").toString())
                .isEqualTo("{\"B\":[{\"a\":\"USDT\",\"bc\":\"-200.00000000000000000000\","
                        + "\"cw\":\"99800.00000000000000000000\",\"lk\":\"200.00000000000000000000\","
                        + "\"wb\":\"99800.00000000000000000000\"}],\"m\":\"ORDER\"}");
    }

    @Test
    void the_wallet_balance_can_mean_the_total_and_then_a_lock_changes_nothing() {
        exchange.turn(Quirk.WALLET_BALANCE_IS_TOTAL, true);
        account.placeLimit("ETH-USDT", Side.BUY, decimal("0.1"), decimal("2000"));
        JsonObject asset = changed(client.await(message -> message.has("a")), "USDT");
        assertThat(decimal(asset.get("bc").getAsString())).isEqualByComparingTo("0");
        assertThat(decimal(asset.get("wb").getAsString())).isEqualByComparingTo("100000");
        assertThat(decimal(asset.get("lk").getAsString())).isEqualByComparingTo("200");
    }

    @Test
    void a_buy_is_filled_in_parts_with_its_fee_in_the_base_asset_then_canceled_with_z_kept() {
        SandboxOrder order = account.placeLimit("ETH-USDT", Side.BUY, decimal("0.1"), decimal("2000"));
        client.nextOrderEvent();
        SandboxFill fill = account.fill(order.orderId(), decimal("0.04"));
        JsonObject partial = client.nextOrderEvent();
        assertMembers(
                partial, "x", "TRADE", "X", "PARTIALLY_FILLED", "l", "0.04", "z", "0.04", "L", "2000", "n", "-0.00004");
        assertMembers(
                partial, "N", "ETH", "t", "" + fill.tradeId(), "T", "1767225600123", "Z", "80", "Y", "80", "m", "true");
        assertThat(account.balances().get("ETH").free()).as("31.25 at first").isEqualByComparingTo("31.28996");
        account.cancel(order.orderId());
        JsonObject canceled = client.nextOrderEvent();
        assertMembers(canceled, "x", "CANCELED", "X", "CANCELED", "l", "0", "z", "0.04", "Z", "80", "Y", "0", "t", "0");
        assertThat(account.balances().get("USDT"))
                .isEqualTo(new SandboxBalance("USDT", decimal("99920.00"), decimal("0.00")));
    }

    @Test
    void a_sell_pays_its_fee_in_the_quote_asset() {
        SandboxOrder order = account.placeLimit("ETH-USDT", Side.SELL, decimal("0.1"), decimal("4000"));
        account.fill(order.orderId(), decimal("0.1"));
        client.nextOrderEvent();
        assertMembers(client.nextOrderEvent(), "X", "FILLED", "n", "-0.4", "N", "USDT", "z", "0.1");
        assertThat(account.balances().get("USDT").total()).isEqualByComparingTo("100399.6");
    }

    @Test
    void a_market_order_is_one_trade_that_fills_it() {
        account.placeMarketByAmount("ATOM(ARC20)-USDT", decimal("50"));
        JsonObject filled = client.nextOrderEvent();
        assertMembers(filled, "o", "MARKET", "x", "TRADE", "X", "FILLED", "q", "0", "Q", "50", "p", "7.1", "L", "7.1");
        assertMembers(
                filled, "l", "7.04225352", "z", "7.04225352", "n", "-0.00704225352", "N", "ATOM(ARC20)", "m", "false");
        assertMembers(filled, "Z", "49.999999992");
        assertThat(filled.has("C")).isFalse();
    }

    @Test
    void small_numbers_have_no_exponent() {
        account.placeLimit("MØTH-USDT", Side.BUY, decimal("1"), decimal("0.00000001"));
        JsonObject event = client.nextOrderEvent();
        assertMembers(event, "s", "MØTH-USDT", "p", "0.00000001");
    }

    @Test
    void undocumented_members_can_be_left_out() {
        exchange.turn(Quirk.PLAIN_REPORTS, true);
        account.placeLimit("ETH-USDT", Side.BUY, decimal("0.1"), decimal("2000"));
        assertThat(client.nextOrderEvent().keySet())
                .doesNotContain("u", "mu", "U", "A", "ws")
                .contains("i", "Q");
    }

    @Test
    void the_balance_push_can_come_before_the_order_event() {
        exchange.turn(Quirk.BALANCE_BEFORE_ORDER, true);
        account.placeLimit("ETH-USDT", Side.BUY, decimal("0.1"), decimal("2000"));
        assertThat(client.next()).contains("ACCOUNT_UPDATE");
        assertThat(client.next()).contains("executionReport");
    }

    @Test
    void a_transfer_has_its_reason_and_no_order_event() {
        account.deposit("XYZ", decimal("1.5"));
        account.withdraw("XYZ", decimal("0.5"));
        JsonObject in = client.nextJson();
        JsonObject out = client.nextJson();
        assertThat(in.getAsJsonObject("a").get("m").getAsString()).isEqualTo("DEPOSIT");
        assertThat(decimal(changed(out, "XYZ").get("bc").getAsString())).isEqualByComparingTo("-0.5");
        assertThat(decimal(changed(out, "XYZ").get("wb").getAsString())).isEqualByComparingTo("1");
    }

    @Test
    void what_is_refused_changes_and_pushes_nothing() {
        var before = account.balances();
        assertThatThrownBy(() -> account.placeLimit("ETH-USDT", Side.BUY, decimal("1000"), decimal("2000")))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(100202));
        assertThatThrownBy(() -> account.withdraw("USDT", decimal("100001"))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> account.cancel(1)).isInstanceOf(RefusedException.class);
        SandboxOrder order = account.placeLimit("ETH-USDT", Side.BUY, decimal("1"), decimal("1"), "twice");
        assertThatThrownBy(() -> account.fill(order.orderId(), decimal("1.1"))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> account.placeLimit("ETH-USDT", Side.BUY, decimal("1"), decimal("1"), "twice"))
                .isInstanceOf(RefusedException.class);
        account.cancel(order.orderId());
        assertThat(account.balances())
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(before);
        assertThat(client.drain()).as("NEW and CANCELED, each with balances").hasSize(4);
    }

    /** Compares members by their text on the wire. */
    private static void assertMembers(JsonObject data, String... expected) {
        for (int i = 0; i < expected.length; i += 2) {
            assertThat(data.get(expected[i]).getAsString()).as(expected[i]).isEqualTo(expected[i + 1]);
        }
    }

    private static JsonObject changed(JsonObject update, String asset) {
        for (JsonElement entry : update.getAsJsonObject("a").getAsJsonArray("B")) {
            if (entry.getAsJsonObject().get("a").getAsString().equals(asset)) {
                return entry.getAsJsonObject();
            }
        }
        throw new AssertionError(asset + " did not change");
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}

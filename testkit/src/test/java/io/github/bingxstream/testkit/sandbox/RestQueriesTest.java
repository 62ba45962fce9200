package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.RestClient.BALANCE;
import static io.github.bingxstream.testkit.sandbox.RestClient.HISTORY_ORDERS;
import static io.github.bingxstream.testkit.sandbox.RestClient.MY_TRADES;
import static io.github.bingxstream.testkit.sandbox.RestClient.OPEN_ORDERS;
import static io.github.bingxstream.testkit.sandbox.RestClient.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestQueriesTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00.123Z"));
    private final SandboxExchange exchange =
            SandboxExchange.builder().clock(now::get).rateLimits(false).start();
    private final SpotAccount account = exchange.account();
    private final RestClient client = RestClient.of(exchange);

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void balances_are_texts_of_free_and_locked() {
        place("ETH-USDT", Side.BUY, "0.1", "2000", "");
        assertThat(get(BALANCE).getAsJsonArray("balances").get(0).toString())
                .isEqualTo("{\"asset\":\"USDT\",\"displayName\":\"USDT\",\"free\":\"99800\",\"locked\":\"200\"}");
    }

    @Test
    void one_order_is_found_by_either_id_and_by_client_id_for_two_hours_only() {
        SandboxOrder order = place("ETH-USDT", Side.BUY, "0.1", "2000", "mine");
        account.fill(order.orderId(), new BigDecimal("0.04"));
        String id = Long.toString(order.orderId());
        JsonObject found = get(QUERY, "symbol", "ETH-USDT", "orderId", id);
        assertThat(found.toString())
                .isEqualTo("{\"symbol\":\"ETH-USDT\",\"orderId\":" + id + ",\"price\":\"2000\",\"StopPrice\":\"0\","
                        + "\"origQty\":\"0.1\",\"executedQty\":\"0.04\",\"cummulativeQuoteQty\":\"80\","
                        + "\"status\":\"PARTIALLY_FILLED\",\"type\":\"LIMIT\",\"side\":\"BUY\",\"time\":1767225600123,"
                        + "\"updateTime\":1767225600123,\"origQuoteOrderQty\":\"0\",\"fee\":\"-0.00004\","
                        + "\"clientOrderID\":\"mine\",\"feeAsset\":\"ETH\",\"avgPrice\":\"2000\"}");
        assertThat(get(QUERY, "symbol", "ETH-USDT", "clientOrderID", "mine")).isEqualTo(found);
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(2)));
        assertThat(code(QUERY, "symbol", "ETH-USDT", "clientOrderID", "mine")).isEqualTo(100404);
        assertThat(code(QUERY, "symbol", "ETH-USDT", "orderId", id)).isZero();
        assertThat(code(QUERY, "symbol", "BTC-USDT", "orderId", id)).isEqualTo(100404);
    }

    @Test
    void open_orders_are_those_of_all_pairs_or_of_one_even_a_peculiar_one() {
        long one = place("ETH-USDT", Side.BUY, "1", "1", "").orderId();
        long two = place("MØTH-USDT", Side.BUY, "1", "1", "").orderId();
        account.cancel(place("ETH-USDT", Side.BUY, "1", "1", "").orderId());
        assertThat(ids(get(OPEN_ORDERS), "orders", "orderId")).containsExactly(one, two);
        assertThat(ids(get(OPEN_ORDERS, "symbol", "MØTH-USDT"), "orders", "orderId"))
                .containsExactly(two);
        JsonObject order = get(OPEN_ORDERS).getAsJsonArray("orders").get(0).getAsJsonObject();
        assertThat(order.getAsJsonPrimitive("fee").isNumber()).isTrue();
        assertThat(order.has("feeAsset")).isFalse();
    }

    @Test
    void closed_orders_come_in_pages_with_filters_and_whole_seconds() {
        List<Long> closed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            closed.add(account.cancel(place("ETH-USDT", Side.BUY, "1", "1", "").orderId())
                    .orderId());
            now.updateAndGet(instant -> instant.plusSeconds(1));
        }
        SandboxOrder filled = account.placeMarket("ETH-USDT", Side.SELL, BigDecimal.ONE);
        place("ETH-USDT", Side.BUY, "1", "1", "");
        assertThat(ids(get(HISTORY_ORDERS, "status", "CANCELED"), "orders", "orderId"))
                .isEqualTo(closed);
        assertThat(ids(get(HISTORY_ORDERS, "type", "MARKET"), "orders", "orderId"))
                .containsExactly(filled.orderId());
        assertThat(ids(get(HISTORY_ORDERS, "pageIndex", "2", "pageSize", "2"), "orders", "orderId"))
                .isEqualTo(closed.subList(2, 4));
        assertThat(ids(get(HISTORY_ORDERS, "orderId", "" + closed.get(4)), "orders", "orderId"))
                .containsExactly(closed.get(4), filled.orderId());
        assertThat(ids(
                        get(HISTORY_ORDERS, "startTime", "1767225601123", "endTime", "1767225602123"),
                        "orders",
                        "orderId"))
                .isEqualTo(closed.subList(1, 3));
        JsonObject first = get(HISTORY_ORDERS).getAsJsonArray("orders").get(0).getAsJsonObject();
        assertThat(first.get("time").getAsLong()).isEqualTo(1767225600000L);
        assertThat(code(HISTORY_ORDERS, "pageSize", "101")).isEqualTo(100400);
        assertThat(code(HISTORY_ORDERS, "pageIndex", "101")).isEqualTo(100400);
        assertThat(code(HISTORY_ORDERS, "status", "PENDING")).isEqualTo(100400);
    }

    @Test
    void a_capped_page_of_fills_holds_the_oldest_and_both_bounds_are_included() {
        List<Long> trades = new ArrayList<>();
        SandboxOrder order = place("ETH-USDT", Side.BUY, "10", "1", "");
        for (int i = 0; i < 6; i++) {
            trades.add(account.fill(order.orderId(), BigDecimal.ONE).tradeId());
            now.updateAndGet(instant -> instant.plusMillis(1));
        }
        long first = 1767225600123L;
        assertThat(ids(get(MY_TRADES, "limit", "2"), "fills", "id")).isEqualTo(trades.subList(0, 2));
        assertThat(ids(get(MY_TRADES, "startTime", "" + (first + 1), "endTime", "" + (first + 3)), "fills", "id"))
                .isEqualTo(trades.subList(1, 4));
        assertThat(ids(get(MY_TRADES, "fromId", "" + trades.get(4)), "fills", "id"))
                .isEqualTo(trades.subList(4, 6));
        assertThat(ids(get(MY_TRADES, "orderId", "" + order.orderId()), "fills", "id"))
                .isEqualTo(trades);
        assertThat(ids(get(MY_TRADES, "symbol", "BTC-USDT"), "fills", "id")).isEmpty();
        assertThat(ids(get(MY_TRADES, "startTime", "" + (first + 1000)), "fills", "id"))
                .as("an empty window is no error")
                .isEmpty();
        assertThat(code(MY_TRADES, "limit", "0")).isEqualTo(100400);
    }

    @Test
    void fills_default_to_500_and_1001_is_silently_1000() {
        SandboxOrder order = place("MØTH-USDT", Side.BUY, "1100", "0.01", "");
        for (int i = 0; i < 1100; i++) {
            account.fill(order.orderId(), BigDecimal.ONE);
        }
        assertThat(get(MY_TRADES).getAsJsonArray("fills")).hasSize(500);
        assertThat(get(MY_TRADES, "limit", "1001").getAsJsonArray("fills")).hasSize(1000);
    }

    @Test
    void fills_carry_binary_noise_where_the_exchange_does_unless_switched_off() {
        SandboxOrder order = place("ETH-USDT", Side.BUY, "0.0003844", "46820.155", "");
        account.fill(order.orderId(), order.quantity());
        SandboxOrder small = place("ETH-USDT", Side.BUY, "0.00012493", "3000", "");
        account.fill(small.orderId(), small.quantity());
        JsonObject noisy = fill(0);
        assertThat(noisy.get("quoteQty").getAsString()).isEqualTo("17.997667582000002");
        assertThat(noisy.getAsJsonPrimitive("commission").isNumber()).isTrue();
        assertThat(get(MY_TRADES).toString()).contains("\"commission\":-1.2493e-7,");
        exchange.turn(Quirk.EXACT_REST_DECIMALS, true);
        assertThat(fill(0).get("quoteQty").getAsString()).isEqualTo("17.997667582");
        assertThat(get(MY_TRADES).toString()).contains("\"commission\":-0.00000012493,");
    }

    private JsonObject fill(int index) {
        return get(MY_TRADES).getAsJsonArray("fills").get(index).getAsJsonObject();
    }

    private SandboxOrder place(String symbol, Side side, String quantity, String price, String clientOrderId) {
        return account.placeLimit(symbol, side, new BigDecimal(quantity), new BigDecimal(price), clientOrderId);
    }

    private JsonObject get(String path, String... parameters) {
        return client.data("GET", path, timed(parameters));
    }

    private int code(String path, String... parameters) {
        return client.json("GET", path, timed(parameters)).get("code").getAsInt();
    }

    private String[] timed(String... parameters) {
        String[] all = Arrays.copyOf(parameters, parameters.length + 2);
        all[parameters.length] = "timestamp";
        all[parameters.length + 1] = Long.toString(now.get().toEpochMilli());
        return all;
    }

    private static List<Long> ids(JsonObject data, String list, String member) {
        List<Long> ids = new ArrayList<>();
        for (JsonElement entry : data.getAsJsonArray(list)) {
            ids.add(entry.getAsJsonObject().get(member).getAsLong());
        }
        return ids;
    }
}

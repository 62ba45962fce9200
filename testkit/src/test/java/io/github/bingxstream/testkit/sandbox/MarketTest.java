package io.github.bingxstream.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void the_same_seed_makes_the_same_orders_fills_and_balances() {
        try (SandboxExchange one = exchange(7);
                SandboxExchange two = exchange(7);
                SandboxExchange other = exchange(8)) {
            for (SandboxExchange exchange : List.of(one, two, other)) {
                exchange.stepMarket(1000);
            }
            assertThat(two.account().orders()).isEqualTo(one.account().orders());
            assertThat(two.account().fills()).isEqualTo(one.account().fills());
            assertThat(two.account().balances()).isEqualTo(one.account().balances());
            assertThat(two.apiKey()).isEqualTo(one.apiKey());
            assertThat(other.account().orders()).isNotEqualTo(one.account().orders());
            assertThat(other.secretKey()).isNotEqualTo(one.secretKey());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_the_stream_tells_adds_up_to_the_balances_and_orders_that_are(long seed) {
        try (SandboxExchange exchange = exchange(seed);
                StreamClient client =
                        StreamClient.connect(exchange, RestClient.of(exchange).listenKey())) {
            client.send(StreamClient.subscribe("o", StreamClient.ORDERS));
            client.next();
            client.send(StreamClient.subscribe("b", StreamClient.BALANCES));
            client.next();
            Map<String, BigDecimal> free = new HashMap<>();
            add(free, client.nextJson(), "wb");
            Map<String, BigDecimal> expected = new HashMap<>(free);
            Map<String, JsonObject> orders = new HashMap<>();
            Set<String> trades = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                exchange.stepMarket(50);
                for (String text : client.drain()) {
                    JsonObject message = JsonParser.parseString(text).getAsJsonObject();
                    if (message.has("a")) {
                        add(free, message, "bc");
                        if (!reason(message).equals("ORDER")) {
                            add(expected, message, "bc");
                        }
                    } else {
                        JsonObject data = message.getAsJsonObject("data");
                        orders.put(data.get("i").getAsString(), data);
                        if (data.get("x").getAsString().equals("TRADE")) {
                            assertThat(trades.add(data.get("s").getAsString() + data.get("t")))
                                    .isTrue();
                        }
                    }
                }
            }
            for (SandboxBalance balance : exchange.account().balances().values()) {
                assertThat(free.get(balance.asset()))
                        .as("%s, seed %d", balance.asset(), seed)
                        .isEqualByComparingTo(balance.free());
            }
            traded(exchange.account()).forEach((asset, amount) -> merge(expected, asset, amount));
            for (SandboxBalance balance : exchange.account().balances().values()) {
                assertThat(balance.total())
                        .as(
                                "%s is what was brought in and what fills and fees made of it, seed %d",
                                balance.asset(), seed)
                        .isEqualByComparingTo(expected.get(balance.asset()));
            }
            assertThat(trades).hasSize(exchange.account().fills().size());
            assertThat(orders).hasSize(exchange.account().orders().size());
            for (SandboxOrder order : exchange.account().orders()) {
                JsonObject told = orders.get(Long.toString(order.orderId()));
                assertThat(told.get("X").getAsString()).isEqualTo(order.status().name());
                assertThat(new BigDecimal(told.get("z").getAsString())).isEqualByComparingTo(order.filledQuantity());
            }
        }
    }

    @Test
    void nothing_is_made_or_lost_over_a_long_run() {
        try (SandboxExchange exchange = exchange(42)) {
            SpotAccount account = exchange.account();
            Map<String, BigDecimal> expected = new HashMap<>();
            account.balances().forEach((asset, balance) -> expected.put(asset, balance.total()));
            // The market transfers base assets only, so USDT must be explained by fills alone.
            exchange.stepMarket(20_000);
            Map<String, BigDecimal> traded = traded(account);
            merge(expected, "USDT", traded.get("USDT"));
            assertThat(account.balances().get("USDT").total()).isEqualByComparingTo(expected.get("USDT"));
            assertThat(locked(account))
                    .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .allSatisfy((asset, amount) -> assertThat(
                                    account.balances().get(asset).locked())
                            .as(asset)
                            .isEqualByComparingTo(amount));
            assertThat(account.balances().values())
                    .allMatch(balance -> balance.free().signum() >= 0);
        }
    }

    @Test
    void every_kind_of_life_occurs() {
        try (SandboxExchange exchange = exchange(5)) {
            exchange.stepMarket(2000);
            List<SandboxOrder> orders = exchange.account().orders();
            assertThat(orders.stream().map(SandboxOrder::status).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(SandboxOrder.Status.values());
            assertThat(orders.stream().map(SandboxOrder::symbol).collect(Collectors.toSet()))
                    .contains("BTC-USDT", "ETH-USDT", "ATOM(ARC20)-USDT", "MØTH-USDT");
            assertThat(orders).anyMatch(order -> order.clientOrderId().startsWith("scalping_"));
            assertThat(orders).anyMatch(order -> order.quoteQuantity().signum() > 0);
            assertThat(orders)
                    .anyMatch(order -> order.status() == SandboxOrder.Status.CANCELED
                            && order.filledQuantity().signum() > 0);
        }
    }

    @Test
    void the_market_moves_by_itself_at_the_pace_asked_for() {
        try (SandboxExchange exchange =
                        SandboxExchange.builder().eventsPerSecond(100).start();
                StreamClient client = StreamClient.subscribed(exchange)) {
            for (int i = 0; i < 50; i++) {
                client.nextOrderEvent();
            }
        }
    }

    /** What the fills alone did to each asset. */
    private static Map<String, BigDecimal> traded(SpotAccount account) {
        Map<String, BigDecimal> traded = new HashMap<>();
        for (SandboxFill fill : account.fills()) {
            SandboxOrder order = account.order(fill.orderId()).orElseThrow();
            boolean buys = fill.side() == SandboxOrder.Side.BUY;
            merge(
                    traded,
                    order.baseAsset(),
                    buys ? fill.quantity() : fill.quantity().negate());
            merge(traded, order.quoteAsset(), buys ? fill.quoteQuantity().negate() : fill.quoteQuantity());
            merge(traded, fill.feeAsset(), fill.fee());
        }
        return traded;
    }

    private static Map<String, BigDecimal> locked(SpotAccount account) {
        Map<String, BigDecimal> locked = new HashMap<>();
        account.balances().keySet().forEach(asset -> locked.put(asset, BigDecimal.ZERO));
        for (SandboxOrder order : account.openOrders()) {
            boolean buys = order.side() == SandboxOrder.Side.BUY;
            merge(
                    locked,
                    buys ? order.quoteAsset() : order.baseAsset(),
                    buys ? order.price().multiply(order.remaining()) : order.remaining());
        }
        return locked;
    }

    private static String reason(JsonObject update) {
        return update.getAsJsonObject("a").get("m").getAsString();
    }

    private static void add(Map<String, BigDecimal> sums, JsonObject update, String member) {
        for (JsonElement entry : update.getAsJsonObject("a").getAsJsonArray("B")) {
            JsonObject asset = entry.getAsJsonObject();
            merge(
                    sums,
                    asset.get("a").getAsString(),
                    new BigDecimal(asset.get(member).getAsString()));
        }
    }

    private static void merge(Map<String, BigDecimal> sums, String asset, BigDecimal amount) {
        sums.merge(asset, amount, BigDecimal::add);
    }

    private static SandboxExchange exchange(long seed) {
        return SandboxExchange.builder().seed(seed).clock(() -> NOW).start();
    }
}

package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.RestClient.CANCEL;
import static io.github.bingxstream.testkit.sandbox.RestClient.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestTradingTest {
    private final SandboxExchange exchange = SandboxExchange.builder().start();
    private final SpotAccount account = exchange.account();
    private final RestClient client = RestClient.of(exchange);

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void a_limit_order_rests_is_pushed_and_can_be_canceled_by_client_id() {
        try (StreamClient stream = StreamClient.subscribed(exchange)) {
            JsonObject placed = client.data(
                    "POST",
                    ORDER,
                    "symbol",
                    "ATOM(ARC20)-USDT",
                    "side",
                    "BUY",
                    "type",
                    "LIMIT",
                    "quantity",
                    "3",
                    "price",
                    "5",
                    "newClientOrderId",
                    "scalping_1");
            assertThat(placed.get("status").getAsString()).isEqualTo("PENDING");
            assertThat(stream.nextOrderEvent().get("i")).isEqualTo(placed.get("orderId"));
            JsonObject canceled =
                    client.data("POST", CANCEL, "symbol", "ATOM(ARC20)-USDT", "clientOrderID", "scalping_1");
            assertThat(canceled.get("status").getAsString()).isEqualTo("CANCELED");
            assertThat(canceled.get("stopPrice").getAsString()).isEqualTo("5");
            assertThat(stream.nextOrderEvent().get("X").getAsString()).isEqualTo("CANCELED");
        }
        assertThat(account.openOrders()).isEmpty();
        assertThat(account.balances().get("USDT").locked()).isEqualByComparingTo("0");
    }

    @Test
    void a_limit_order_across_the_market_is_filled_at_once_at_the_better_price() {
        exchange.price("ETH-USDT", new BigDecimal("3000"));
        JsonObject placed = client.data(
                "POST", ORDER, "symbol", "ETH-USDT", "side", "BUY", "type", "LIMIT", "quantity", "1", "price", "3100");
        assertThat(placed.get("status").getAsString()).isEqualTo("FILLED");
        assertThat(placed.get("cummulativeQuoteQty").getAsString()).isEqualTo("3000");
        assertThat(account.balances().get("USDT").total()).isEqualByComparingTo("97000");
        assertThat(account.balances().get("USDT").locked()).isEqualByComparingTo("0");
        assertThat(account.fills().get(0).maker()).isFalse();
    }

    @Test
    void a_market_order_trades_by_quantity_or_by_amount() {
        exchange.price("ETH-USDT", new BigDecimal("2000"));
        JsonObject byAmount = client.data(
                "POST", ORDER, "symbol", "ETH-USDT", "side", "BUY", "type", "MARKET", "quoteOrderQty", "500");
        assertThat(byAmount.get("executedQty").getAsString()).isEqualTo("0.25");
        JsonObject byQuantity =
                client.data("POST", ORDER, "symbol", "ETH-USDT", "side", "SELL", "type", "MARKET", "quantity", "0.1");
        assertThat(byQuantity.get("cummulativeQuoteQty").getAsString()).isEqualTo("200");
    }

    @Test
    void what_cannot_be_done_is_refused_with_a_code() {
        assertThat(place("symbol", "ETH-USDT", "side", "BUY", "type", "LIMIT", "quantity", "1000", "price", "2000"))
                .isEqualTo(100202);
        assertThat(place("symbol", "ETH-USDT", "side", "SELL", "type", "MARKET", "quantity", "1000"))
                .isEqualTo(100202);
        assertThat(place("symbol", "NO-SUCH", "side", "BUY", "type", "MARKET", "quantity", "1"))
                .isEqualTo(100400);
        assertThat(place("symbol", "ETH-USDT", "side", "HOLD", "type", "MARKET", "quantity", "1"))
                .isEqualTo(100400);
        assertThat(place("symbol", "ETH-USDT", "side", "BUY", "type", "STOP", "quantity", "1"))
                .isEqualTo(100400);
        assertThat(place("symbol", "ETH-USDT", "side", "BUY", "type", "LIMIT", "quantity", "1"))
                .isEqualTo(100400);
        assertThat(place("symbol", "ETH-USDT", "side", "BUY", "type", "MARKET")).isEqualTo(100400);
        assertThat(place("symbol", "ETH-USDT", "side", "BUY", "type", "MARKET", "quantity", "1e9"))
                .isEqualTo(100400);
        assertThat(place(
                        "symbol",
                        "ETH-USDT",
                        "side",
                        "BUY",
                        "type",
                        "MARKET",
                        "quantity",
                        "1",
                        "newClientOrderId",
                        "a-b"))
                .isEqualTo(100400);
        assertThat(client.json("POST", CANCEL, "symbol", "ETH-USDT", "orderId", "1")
                        .get("code")
                        .getAsInt())
                .isEqualTo(100404);
        assertThat(account.orders()).isEmpty();
    }

    private int place(String... parameters) {
        return client.json("POST", ORDER, parameters).get("code").getAsInt();
    }
}

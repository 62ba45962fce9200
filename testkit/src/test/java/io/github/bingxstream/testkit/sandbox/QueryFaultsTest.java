package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.RestClient.BALANCE;
import static io.github.bingxstream.testkit.sandbox.RestClient.HISTORY_ORDERS;
import static io.github.bingxstream.testkit.sandbox.RestClient.MY_TRADES;
import static io.github.bingxstream.testkit.sandbox.RestClient.OPEN_ORDERS;
import static io.github.bingxstream.testkit.sandbox.RestClient.QUERY;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.ban;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.block;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.hold;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.lagQueries;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.queries;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What REST answers when it lags, hangs or refuses. */
@Timeout(60)
class QueryFaultsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final SandboxExchange exchange =
            SandboxExchange.builder().clock(now::get).rateLimits(false).start();
    private final SpotAccount account = exchange.account();
    private final RestClient client = RestClient.of(exchange);

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void lagging_queries_tell_what_was_and_later_what_is() {
        SandboxOrder early = place("early");
        exchange.misbehave(lagQueries().by(Duration.ofSeconds(2)));
        SandboxOrder late = place("late");
        account.fill(early.orderId(), BigDecimal.ONE);

        assertThat(count(OPEN_ORDERS, "orders")).isEqualTo(1);
        assertThat(count(MY_TRADES, "fills")).isZero();
        assertThat(count(HISTORY_ORDERS, "orders")).isZero();
        assertThat(status(early)).isEqualTo("PENDING");
        assertThat(code(QUERY, "symbol", "BTC-USDT", "orderId", Long.toString(late.orderId())))
                .isEqualTo(100404);
        assertThat(code(QUERY, "symbol", "BTC-USDT", "clientOrderID", "late")).isEqualTo(100404);
        assertThat(locked()).isEqualTo("10");
        assertThat(exchange.marks()).containsEntry(Mark.QUERY_LAGGED, 7L);

        pass(Duration.ofSeconds(1));
        account.fill(late.orderId(), BigDecimal.ONE);
        pass(Duration.ofSeconds(1));
        assertThat(count(MY_TRADES, "fills")).as("what is two seconds old").isEqualTo(1);
        assertThat(status(early)).isEqualTo("FILLED");
        assertThat(status(late)).isEqualTo("PENDING");
        pass(Duration.ofSeconds(1));
        assertThat(count(HISTORY_ORDERS, "orders")).isEqualTo(2);
        assertThat(locked()).isEqualTo("0");
    }

    @Test
    void the_end_of_a_lag_shows_the_truth_at_once_and_a_new_account_lags_too() {
        exchange.misbehave(lagQueries().by(Duration.ofHours(1)));
        place("one");
        SpotAccount other = exchange.addAccount("other", "secret", Permission.READ);
        other.deposit("BTC", BigDecimal.ONE);
        JsonObject theirs = new RestClient(exchange.restUrl(), "other", "secret").data("GET", BALANCE, timed());
        assertThat(theirs.getAsJsonArray("balances")).isEmpty();
        assertThat(count(OPEN_ORDERS, "orders")).isZero();
        exchange.behave();
        assertThat(count(OPEN_ORDERS, "orders")).isEqualTo(1);
    }

    @Test
    void a_held_answer_is_as_old_as_its_question() throws Exception {
        exchange.misbehave(hold(queries()));
        CompletableFuture<Integer> held = CompletableFuture.supplyAsync(() -> count(OPEN_ORDERS, "orders"));
        while (exchange.marks().get(Mark.ANSWER_HELD) == 0) {
            Thread.onSpinWait();
        }
        place("one");
        assertThat(client.listenKey()).as("what is no query goes on").isNotEmpty();
        assertThat(held).isNotDone();
        exchange.behave();
        assertThat(held.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(count(OPEN_ORDERS, "orders")).isEqualTo(1);
    }

    @Test
    void a_held_answer_does_not_hold_up_the_end() {
        exchange.misbehave(hold(queries()));
        CompletableFuture<Object> held = CompletableFuture.supplyAsync(() -> client.call("GET", BALANCE, timed()));
        while (exchange.marks().get(Mark.ANSWER_HELD) == 0) {
            Thread.onSpinWait();
        }
        exchange.close();
        assertThat(held).failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void refused_queries_get_the_status_and_a_page_that_is_no_json() {
        exchange.misbehave(block(queries()).with(503));
        for (String path : List.of(BALANCE, OPEN_ORDERS, HISTORY_ORDERS, MY_TRADES, QUERY)) {
            HttpResponse<String> response = client.call("GET", path, timed());
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).startsWith("<html>");
        }
        assertThat(client.listenKey()).isNotEmpty();
        assertThat(exchange.marks()).containsEntry(Mark.CALL_BLOCKED, 5L);
        exchange.behave();
        assertThat(code(BALANCE)).isZero();
    }

    @Test
    void banned_queries_are_told_when_the_ban_ends_and_then_it_does() {
        exchange.misbehave(ban(queries()).during(Duration.ofSeconds(5)));
        JsonObject refused = client.json("GET", BALANCE, timed());
        assertThat(refused.get("code").getAsInt()).isEqualTo(100410);
        assertThat(refused.get("msg").getAsString())
                .endsWith("after " + now.get().plusSeconds(5).toEpochMilli());
        pass(Duration.ofSeconds(5));
        assertThat(code(BALANCE)).isZero();
        assertThat(exchange.marks()).containsEntry(Mark.CALL_BANNED, 1L);
    }

    private SandboxOrder place(String clientOrderId) {
        return account.placeLimit("BTC-USDT", Side.BUY, BigDecimal.ONE, BigDecimal.TEN, clientOrderId);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private int count(String path, String list) {
        return client.data("GET", path, timed()).getAsJsonArray(list).size();
    }

    private String status(SandboxOrder order) {
        String id = Long.toString(order.orderId());
        return client.data("GET", QUERY, timed("symbol", order.symbol(), "orderId", id))
                .get("status")
                .getAsString();
    }

    private String locked() {
        return client.data("GET", BALANCE, timed())
                .getAsJsonArray("balances")
                .get(0)
                .getAsJsonObject()
                .get("locked")
                .getAsString();
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
}

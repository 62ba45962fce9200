package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.calls;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.dropConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.frames;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.refuse;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.withhold;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdminTest {
    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();
    private final AdminClient admin = AdminClient.of(exchange);

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void lines_of_a_script_are_ordered_and_listed_until_they_are_over() {
        JsonObject ordered = admin.ok("POST", "/faults", "withhold next 2 frames\nafter 1h: drop connections\n");
        assertThat(ordered)
                .hasToString("{\"ordered\":[{\"id\":1,\"fault\":\"withhold next 2 frames\",\"pending\":true},"
                        + "{\"id\":2,\"fault\":\"after 1h: drop connections\",\"pending\":true}]}");
        assertThat(exchange.pendingFaults())
                .extracting(pending -> pending.fault().toString())
                .containsExactly("withhold next 2 frames", "after 1h: drop connections");
        JsonObject listed = admin.ok("GET", "/faults", "");
        assertThat(listed.get("faults")).isEqualTo(ordered.get("ordered"));
        assertThat(listed.getAsJsonObject("marks").keySet()).hasSize(Mark.values().length);

        try (StreamClient client = StreamClient.subscribed(exchange)) {
            exchange.account().deposit("USDT", BigDecimal.ONE);
            exchange.account().deposit("USDT", BigDecimal.ONE);
            assertThat(client.drain()).isEmpty();
        }
        JsonObject after = admin.ok("GET", "/faults", "");
        assertThat(after.getAsJsonArray("faults")).hasSize(1);
        assertThat(after.getAsJsonObject("marks").get("FRAME_WITHHELD").getAsInt())
                .isEqualTo(2);
    }

    @Test
    void what_is_over_at_once_is_no_longer_pending_when_the_answer_comes() {
        assertThat(admin.ok("POST", "/faults", "drop connections"))
                .hasToString("{\"ordered\":[{\"id\":1,\"fault\":\"drop connections\",\"pending\":false}]}");
    }

    @Test
    void one_fault_or_all_can_be_taken_back() {
        exchange.misbehave(withhold(frames()));
        exchange.misbehave(refuse(calls()).with(503));
        exchange.misbehave(dropConnections().after(Duration.ofHours(1)));
        assertThat(admin.ok("DELETE", "/faults/2", "").getAsJsonArray("takenBack"))
                .hasSize(1);
        assertThat(exchange.pendingFaults()).hasSize(2);
        assertThat(RestClient.of(exchange).listenKey()).isNotEmpty();
        assertThat(admin.call("DELETE", "/faults/2", "").statusCode()).isEqualTo(404);
        assertThat(admin.ok("DELETE", "/faults", "").getAsJsonArray("takenBack"))
                .hasSize(2);
        assertThat(exchange.pendingFaults()).isEmpty();
    }

    @Test
    void a_wrong_line_is_named_and_nothing_of_the_script_is_done() {
        assertError(400, "line 2: 'dropp' is no fault", admin.call("POST", "/faults", "drop calls\ndropp calls"));
        assertError(400, "the body says no fault", admin.call("POST", "/faults", "# nothing\n"));
        assertThat(exchange.pendingFaults()).isEmpty();
    }

    @Test
    void a_script_that_runs_wild_is_stopped() {
        admin.ok("POST", "/faults", "drop calls\n".repeat(1000));
        assertError(400, "more than 1000 faults at a time", admin.call("POST", "/faults", "drop calls"));
    }

    @Test
    void the_truth_can_be_read_and_the_market_moved() {
        assertThat(admin.ok("POST", "/market", "50\n").get("steps").getAsInt()).isEqualTo(50);
        SandboxOrder order =
                exchange.account().placeLimit("BTC-USDT", Side.BUY, new BigDecimal("0.01"), BigDecimal.TEN, "mine");
        JsonObject truth = admin.ok("GET", "/account", "");
        assertThat(truth.get("uid").getAsLong()).isEqualTo(exchange.account().uid());
        assertThat(truth.getAsJsonArray("orders"))
                .hasSameSizeAs(exchange.account().orders());
        assertThat(truth.getAsJsonArray("orders").toString()).contains(Long.toString(order.orderId()), "\"mine\"");
        assertThat(truth.getAsJsonArray("fills"))
                .isNotEmpty()
                .hasSameSizeAs(exchange.account().fills());
        assertThat(truth.getAsJsonArray("balances"))
                .hasSameSizeAs(exchange.account().balances().keySet());
        assertThat(truth.toString()).doesNotContain(exchange.secretKey(), exchange.apiKey());
    }

    @Test
    void steps_are_a_number_with_a_limit() {
        for (String body : new String[] {"", "0", "-1", "10001", "many"}) {
            assertError(400, "from 1 to 10000", admin.call("POST", "/market", body));
        }
    }

    @Test
    void what_does_not_exist_is_answered_with_what_does() {
        assertError(404, "say GET, POST or DELETE /sandbox/faults", admin.call("GET", "", ""));
        assertError(404, "POST /sandbox/market", admin.call("PUT", "/faults", ""));
    }

    @Test
    void no_fault_hits_the_admin_path() {
        exchange.misbehave(refuse(calls()).with(503));
        admin.ok("GET", "/faults", "");
        assertThat(exchange.marks()).containsEntry(Mark.CALL_REFUSED, 0L);
    }

    private static void assertError(int status, String message, HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JsonParser.parseString(response.body())
                        .getAsJsonObject()
                        .get("error")
                        .getAsString())
                .contains(message);
    }
}

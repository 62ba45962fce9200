package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.ban;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.block;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.calls;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.corrupt;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.cut;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.delay;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.drip;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.drop;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.handshakes;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.hold;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.listenKeyCalls;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.next;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.queries;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.redirect;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.refuse;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.reset;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.skewClock;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.timeCalls;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.tradingCalls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.bingxstream.testkit.sandbox.faults.Calls;
import io.github.bingxstream.testkit.sandbox.faults.Fault;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import io.github.bingxstream.testkit.sandbox.faults.OrderedFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What HTTP answers when it was told to answer badly. */
@Timeout(60)
class CallFaultsTest {
    private static final String TIME = "/openApi/swap/v2/server/time";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final SandboxExchange exchange =
            SandboxExchange.builder().clock(now::get).rateLimits(false).start();
    private final RestClient client = RestClient.of(exchange);

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void each_sort_of_call_can_be_chosen() {
        Map<Calls, List<Integer>> statuses = Map.of(
                calls(), List.of(503, 503, 503, 503),
                listenKeyCalls(), List.of(503, 200, 200, 200),
                queries(), List.of(200, 503, 200, 200),
                tradingCalls(), List.of(200, 200, 503, 200),
                timeCalls(), List.of(200, 200, 200, 503),
                handshakes(), List.of(200, 200, 200, 200));
        statuses.forEach((chosen, expected) -> {
            OrderedFault refusing = exchange.misbehave(refuse(chosen).with(503));
            assertThat(List.of(
                            client.raw("POST", RestClient.LISTEN_KEY).statusCode(),
                            client.raw("GET", RestClient.BALANCE).statusCode(),
                            client.raw("POST", RestClient.ORDER).statusCode(),
                            client.raw("GET", TIME).statusCode()))
                    .as(chosen.toString())
                    .isEqualTo(expected);
            refusing.takeBack();
        });
    }

    @Test
    void a_refusal_speaks_json_and_a_firewall_speaks_html() {
        exchange.misbehave(refuse(next(1).calls()).with(502));
        HttpResponse<String> refused = client.raw("GET", TIME);
        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(code(refused)).isEqualTo(100500);
        exchange.misbehave(block(next(1).calls()).with(403));
        HttpResponse<String> blocked = client.raw("GET", TIME);
        assertThat(blocked.statusCode()).isEqualTo(403);
        assertThat(blocked.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(blocked.body()).startsWith("<html>");
        assertThat(client.raw("GET", TIME).statusCode()).isEqualTo(200);
    }

    @Test
    void too_many_calls_are_told_when_to_come_again() {
        exchange.misbehave(refuse(timeCalls()).with(429).during(Duration.ofSeconds(7)));
        HttpResponse<String> limited = client.raw("GET", TIME);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(code(limited)).isEqualTo(100410);
        assertThat(limited.body()).contains("after " + now.get().plusSeconds(7).toEpochMilli());
        pass(Duration.ofSeconds(7));
        assertThat(client.raw("GET", TIME).statusCode()).isEqualTo(200);
    }

    @Test
    void a_ban_without_an_end_tells_of_five_minutes_by_the_clock_that_the_client_sees() {
        exchange.misbehave(skewClock().by(Duration.ofHours(1)));
        exchange.misbehave(ban(timeCalls()));
        Instant end = now.get().plus(Duration.ofMinutes(65));
        assertThat(client.raw("GET", TIME).body()).contains("100410", "after " + end.toEpochMilli());
    }

    @Test
    void a_redirect_names_the_other_place() {
        exchange.misbehave(redirect(next(1).timeCalls()).to(URI.create("https://example.org/login")));
        HttpResponse<String> redirected = client.raw("GET", TIME);
        assertThat(redirected.statusCode()).isEqualTo(302);
        assertThat(redirected.headers().firstValue("location")).contains("https://example.org/login");
    }

    @Test
    void a_call_that_is_dropped_or_reset_has_done_nothing() {
        for (Function<Calls, Fault> fault : List.<Function<Calls, Fault>>of(c -> drop(c), c -> reset(c))) {
            // A client may call again on a fresh connection when a kept one has ended, but not a third time.
            OrderedFault dropping = exchange.misbehave(fault.apply(tradingCalls()));
            assertThatThrownBy(this::placeOrder).isInstanceOf(UncheckedIOException.class);
            dropping.takeBack();
        }
        assertThat(exchange.account().orders()).isEmpty();
        assertThat(exchange.marks().get(Mark.CALL_DROPPED)).isPositive();
        assertThat(exchange.marks().get(Mark.CALL_RESET)).isPositive();
    }

    @Test
    void an_answer_that_is_cut_leaves_a_deed_behind() {
        exchange.misbehave(cut(next(1).tradingCalls()));
        assertThatThrownBy(this::placeOrder).isInstanceOf(UncheckedIOException.class);
        assertThat(exchange.account().orders()).hasSize(1);
    }

    @Test
    void an_answer_that_is_corrupted_is_no_json() {
        exchange.misbehave(corrupt(next(1).tradingCalls()));
        HttpResponse<String> answer = placeOrder();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> JsonParser.parseString(answer.body())).isInstanceOf(JsonParseException.class);
        assertThat(exchange.account().orders()).hasSize(1);
    }

    @Test
    void an_answer_that_drips_or_is_late_is_whole() {
        exchange.misbehave(drip(next(1).timeCalls()).byteEvery(Duration.ofMillis(1)));
        exchange.misbehave(delay(next(1).timeCalls()).by(Duration.ofMillis(150)));
        for (long leastMillis : new long[] {100, 150}) {
            long begin = System.nanoTime();
            assertThat(client.serverTime()).isEqualTo(now.get().toEpochMilli());
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(leastMillis));
        }
    }

    @Test
    void a_held_handshake_goes_on_when_the_fault_ends() throws IOException {
        exchange.misbehave(hold(next(1).handshakes()).during(Duration.ofSeconds(5)));
        try (RawStream held = new RawStream(exchange, "any")) {
            while (exchange.marks().get(Mark.ANSWER_HELD) == 0) {
                Thread.onSpinWait();
            }
            pass(Duration.ofSeconds(5));
            assertThat(held.head()).startsWith("HTTP/1.1 101");
            exchange.broadcast("{}");
            assertThat(held.next()).isNotEmpty();
        }
    }

    @Test
    void a_handshake_can_go_wrong_in_every_way_that_a_call_can() throws IOException {
        Map<Fault, String> heads = Map.of(
                refuse(next(1).handshakes()).with(503), "HTTP/1.1 503",
                block(next(1).handshakes()).with(403), "HTTP/1.1 403",
                redirect(next(1).handshakes()).to(URI.create("http://127.0.0.1:9/")), "HTTP/1.1 302",
                ban(next(1).handshakes()), "HTTP/1.1 200",
                drip(next(1).handshakes()).byteEvery(Duration.ofMillis(1)), "HTTP/1.1 101");
        for (Map.Entry<Fault, String> each : heads.entrySet()) {
            exchange.misbehave(each.getKey());
            try (RawStream raw = new RawStream(exchange, "any")) {
                assertThat(raw.head()).as(each.getKey().toString()).startsWith(each.getValue());
            }
        }
        exchange.misbehave(corrupt(next(1).handshakes()));
        try (RawStream raw = new RawStream(exchange, "any")) {
            assertThat(raw.head()).contains("Sec-WebSocket-Accept: broken");
        }
        for (Fault ends : List.of(drop(next(1).handshakes()), reset(next(1).handshakes()), cut(next(1).handshakes()))) {
            exchange.misbehave(ends);
            try (RawStream raw = new RawStream(exchange, "any")) {
                assertThatThrownBy(raw::head).as(ends.toString()).isInstanceOf(IOException.class);
            }
        }
        assertThat(exchange.pendingFaults()).isEmpty();
        assertThat(StreamClient.connect(exchange, "any").isOpen()).isTrue();
    }

    @Test
    void a_skewed_clock_refuses_who_is_right_and_can_be_set_right() {
        OrderedFault skew = exchange.misbehave(skewClock().by(Duration.ofSeconds(-30)));
        assertThat(client.serverTime()).isEqualTo(now.get().minusSeconds(30).toEpochMilli());
        String right = Long.toString(now.get().toEpochMilli());
        assertThat(code(client.call("GET", RestClient.BALANCE, "timestamp", right)))
                .isEqualTo(100421);
        OrderedFault more = exchange.misbehave(skewClock().by(Duration.ofSeconds(60)));
        assertThat(client.serverTime()).isEqualTo(now.get().plusSeconds(60).toEpochMilli());
        more.takeBack();
        assertThat(client.serverTime()).isEqualTo(now.get().minusSeconds(30).toEpochMilli());
        skew.takeBack();
        assertThat(code(client.call("GET", RestClient.BALANCE, "timestamp", right)))
                .isZero();
    }

    private HttpResponse<String> placeOrder() {
        return client.call(
                "POST",
                RestClient.ORDER,
                "symbol",
                "BTC-USDT",
                "side",
                "BUY",
                "type",
                "LIMIT",
                "quantity",
                "1",
                "price",
                "10",
                "timestamp",
                Long.toString(now.get().toEpochMilli()));
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static int code(HttpResponse<String> response) {
        return JsonParser.parseString(response.body())
                .getAsJsonObject()
                .get("code")
                .getAsInt();
    }
}

package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.dropConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.frames;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.lagQueries;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.next;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.refuse;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.timeCalls;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.withhold;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.sandbox.faults.Counted;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import io.github.bingxstream.testkit.sandbox.faults.OrderedFault;
import io.github.bingxstream.testkit.sandbox.faults.Script;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When faults begin and end. */
@Timeout(60)
class FaultTimesTest {
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
    void a_fault_waits_for_its_time_and_ends_in_time() {
        OrderedFault refusal = exchange.misbehave(
                refuse(timeCalls()).with(503).after(ofSeconds(10)).during(ofSeconds(3)));
        assertThat(status()).isEqualTo(200);
        pass(ofSeconds(10).minusMillis(1));
        assertThat(status()).isEqualTo(200);
        pass(Duration.ofMillis(1));
        assertThat(status()).isEqualTo(503);
        pass(ofSeconds(3).minusMillis(1));
        assertThat(status()).isEqualTo(503);
        assertThat(refusal.isPending()).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(status()).isEqualTo(200);
        assertThat(refusal.isPending()).isFalse();
    }

    @Test
    void a_time_that_comes_while_nobody_asks_is_noticed_all_the_same() {
        try (StreamClient stream = StreamClient.subscribed(exchange)) {
            exchange.misbehave(dropConnections().after(ofSeconds(5)));
            assertThat(stream.drain()).isEmpty();
            pass(ofSeconds(5));
            await(Mark.CONNECTION_DROPPED, 1);
            assertThat(exchange.pendingFaults()).isEmpty();
        }
    }

    @Test
    void a_fault_comes_again_with_each_period_and_once_for_a_jump_over_many() {
        OrderedFault again =
                exchange.misbehave(refuse(next(1).timeCalls()).with(503).every(ofSeconds(30)));
        for (Duration step : List.of(ofSeconds(30), ofSeconds(30), Duration.ofHours(1), ofSeconds(30))) {
            assertThat(status()).isEqualTo(200);
            pass(step);
            assertThat(status()).isEqualTo(503);
            assertThat(status()).isEqualTo(200);
        }
        again.takeBack();
        pass(ofSeconds(30));
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void a_fault_after_so_many_frames_hits_the_next_one() {
        try (StreamClient stream = StreamClient.subscribed(exchange)) {
            exchange.misbehave(withhold(next(1).frames()).after(3, Counted.FRAMES));
            deposits(5);
            assertThat(stream.drain()).hasSize(4).doesNotHaveDuplicates();
            assertThat(exchange.marks()).containsEntry(Mark.FRAME_WITHHELD, 1L);
        }
    }

    @Test
    void connections_too_can_wait_for_a_number_of_frames_calls_or_handshakes() throws IOException {
        exchange.misbehave(resetConnections().after(2, Counted.FRAMES));
        exchange.misbehave(dropConnections().after(1, Counted.HANDSHAKES));
        exchange.misbehave(lagQueries().by(Duration.ofHours(1)).after(2, Counted.CALLS));
        assertThat(status()).isEqualTo(200);
        assertThat(exchange.pendingFaults()).hasSize(3);
        try (RawStream dropped = new RawStream(exchange, "any")) {
            assertThat(dropped.head()).startsWith("HTTP/1.1 101");
            assertThat(dropped.isAtEnd()).isTrue();
        }
        assertThat(exchange.marks()).containsEntry(Mark.CONNECTION_DROPPED, 1L);
        try (StreamClient stream = StreamClient.subscribed(exchange)) {
            assertThat(stream.drain()).isEmpty();
            deposits(2);
            await(() -> exchange.connectionCount() == 0);
            assertThat(exchange.marks()).containsEntry(Mark.CONNECTION_RESET, 1L);
        }
        // The lag began with the second call, so that the deposits behind it are not seen.
        client.call(
                "GET", RestClient.BALANCE, "timestamp", Long.toString(now.get().toEpochMilli()));
        assertThat(exchange.marks()).containsEntry(Mark.QUERY_LAGGED, 1L);
    }

    @Test
    void of_two_faults_the_first_gets_the_frame_and_the_second_the_next() {
        try (StreamClient stream = StreamClient.subscribed(exchange)) {
            exchange.misbehave(Script.parse("withhold next 1 frames\nduplicate next 1 frames"));
            deposits(2);
            assertThat(stream.drain()).hasSize(2);
        }
        assertThat(exchange.marks()).containsEntry(Mark.FRAME_WITHHELD, 1L).containsEntry(Mark.FRAME_DUPLICATED, 1L);
    }

    @Test
    void the_older_lag_is_back_when_the_newer_one_ends() {
        exchange.misbehave(lagQueries().by(Duration.ofHours(1)));
        OrderedFault newer = exchange.misbehave(lagQueries().by(Duration.ofHours(2)));
        newer.takeBack();
        deposits(1);
        client.call(
                "GET", RestClient.BALANCE, "timestamp", Long.toString(now.get().toEpochMilli()));
        assertThat(exchange.marks()).containsEntry(Mark.QUERY_LAGGED, 1L);
    }

    @Test
    void what_is_taken_back_is_gone_and_a_second_time_does_nothing() {
        OrderedFault one = exchange.misbehave(withhold(frames()));
        OrderedFault two = exchange.misbehave(withhold(frames()));
        assertThat(two.id()).isEqualTo(one.id() + 1);
        one.takeBack();
        one.takeBack();
        assertThat(one.isPending()).isFalse();
        assertThat(two.isPending()).isTrue();
        exchange.behave();
        assertThat(two.isPending()).isFalse();
    }

    private int status() {
        return client.raw("GET", TIME).statusCode();
    }

    private void deposits(int count) {
        for (int i = 1; i <= count; i++) {
            exchange.account().deposit("USDT", BigDecimal.valueOf(i));
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void await(Mark mark, long times) {
        await(() -> exchange.marks().get(mark) >= times);
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s", exchange.marks()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}

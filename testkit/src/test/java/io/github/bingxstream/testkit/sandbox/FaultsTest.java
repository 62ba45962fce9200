package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.closeConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.dropConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.expireListenKeys;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaultsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final SandboxExchange exchange = SandboxExchange.builder()
            .clock(now::get)
            .rateLimits(false)
            .outboundFramesMax(100)
            .start();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void a_dropped_connection_ends_in_order_but_without_close_frame() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            exchange.broadcast("{}");
            raw.next();
            exchange.misbehave(dropConnections());
            assertThat(exchange.connectionCount()).isZero();
            assertThat(raw.untilEnd()).isEmpty();
        }
    }

    @Test
    void a_reset_connection_ends_with_an_error() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            exchange.broadcast("{}");
            raw.next();
            exchange.misbehave(resetConnections());
            assertThatThrownBy(raw::untilEnd)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void a_closed_connection_ends_with_the_code_and_reason_asked_for() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            exchange.misbehave(closeConnections(4000, "release"));
            assertThat(client.awaitEnd()).isEqualTo("close 4000 release");
        }
    }

    @Test
    void expired_keys_are_announced_and_then_their_streams_are_silent_but_open() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            exchange.misbehave(expireListenKeys());
            assertThat(client.next())
                    .matches("\\{\"e\":\"listenKeyExpired\",\"E\":\\d{13},\"listenKey\":\"[0-9a-f]{64}\"}");
            exchange.stepMarket(20);
            assertThat(client.drain()).isEmpty();
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void the_death_of_a_key_can_be_silent() {
        exchange.turn(Quirk.SILENT_EXPIRY, true);
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            exchange.misbehave(expireListenKeys());
            exchange.stepMarket(20);
            assertThat(client.drain()).isEmpty();
        }
    }

    @Test
    void a_key_that_outlives_its_hour_is_announced_without_being_asked() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(60)));
            assertThat(client.next()).contains("listenKeyExpired");
        }
    }

    @Test
    void a_deleted_key_silences_its_stream() {
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            delete(RestClient.of(exchange).listenKey());
            exchange.stepMarket(20);
            assertThat(client.drain()).isEmpty();
        }
    }

    @Test
    void a_deleted_key_closes_its_stream_if_so_switched() throws IOException {
        exchange.turn(Quirk.DELETE_CLOSES_SOCKETS, true);
        String key = RestClient.of(exchange).listenKey();
        try (RawStream raw = new RawStream(exchange, key);
                StreamClient other = StreamClient.connect(exchange, "any")) {
            raw.head();
            exchange.broadcast("{}");
            raw.next();
            delete(key);
            assertThat(raw.untilEnd()).isEmpty();
            assertThat(other.drain()).containsExactly("{}");
        }
    }

    @Test
    void two_streams_of_one_key_hear_the_same_and_another_account_hears_nothing() {
        SpotAccount other = exchange.addAccount("other", "secret", Permission.READ);
        String otherKey = new RestClient(exchange.restUrl(), "other", "secret").listenKey();
        try (StreamClient one = StreamClient.subscribed(exchange);
                StreamClient two = StreamClient.subscribed(exchange);
                StreamClient stranger = StreamClient.connect(exchange, otherKey)) {
            stranger.send(StreamClient.subscribe("s", StreamClient.BALANCES));
            stranger.await(message -> message.has("a"));
            exchange.stepMarket(30);
            assertThat(one.drain()).isEqualTo(two.drain()).hasSizeGreaterThan(30);
            assertThat(stranger.drain()).isEmpty();
            other.deposit("BTC", java.math.BigDecimal.ONE);
            assertThat(stranger.drain()).hasSize(1);
        }
    }

    @Test
    void a_broadcast_reaches_everybody_as_it_is() {
        try (StreamClient client = StreamClient.connect(exchange, "any")) {
            exchange.broadcast("{\"e\":\"SNAPSHOT\"}");
            assertThat(client.next()).isEqualTo("{\"e\":\"SNAPSHOT\"}");
        }
    }

    @Test
    void an_ack_can_come_after_the_data() {
        try (SandboxExchange slow = SandboxExchange.builder()
                        .ackDelay(Duration.ofSeconds(3))
                        .start();
                StreamClient client =
                        StreamClient.connect(slow, RestClient.of(slow).listenKey())) {
            client.send(StreamClient.subscribe("late", StreamClient.BALANCES));
            assertThat(client.next()).contains("INIT");
            assertThat(client.next()).contains("late");
        }
    }

    @Test
    @Timeout(60)
    void a_reader_who_stops_reading_is_dropped_and_does_not_hold_the_engine_up() throws IOException {
        String key = RestClient.of(exchange).listenKey();
        try (RawStream stalled = new RawStream(exchange, key)) {
            stalled.head();
            stalled.frame(
                    0x81,
                    StreamClient.subscribe("o", StreamClient.ORDERS).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            stalled.next();
            assertThat(exchange.connectionCount()).isEqualTo(1);
            for (int i = 0; i < 200 && exchange.connectionCount() > 0; i++) {
                exchange.stepMarket(500);
            }
            assertThat(exchange.connectionCount()).isZero();
        }
    }

    private void delete(String listenKey) {
        String timestamp = Long.toString(now.get().toEpochMilli());
        RestClient.of(exchange).call("DELETE", RestClient.LISTEN_KEY, "listenKey", listenKey, "timestamp", timestamp);
    }
}

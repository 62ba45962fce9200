package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.abandonConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.bombConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.deafenConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.floodConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.garbleConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.stallConnections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.testkit.sandbox.faults.Mark;
import io.github.bingxstream.testkit.sandbox.faults.OrderedFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of streams whose bytes stop, swell or mean nothing. */
@Timeout(60)
class ConnectionFaultsTest {
    private static final byte[] PING = "still there?".getBytes(StandardCharsets.US_ASCII);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final SandboxExchange exchange = SandboxExchange.builder()
            .clock(now::get)
            .rateLimits(false)
            .heartbeatInterval(Duration.ZERO)
            .outboundFramesMax(100)
            .start();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void a_stalled_stream_gets_all_at_once_when_the_fault_ends_and_a_new_one_is_well() {
        try (StreamClient stalled = StreamClient.subscribed(exchange)) {
            exchange.misbehave(stallConnections().during(Duration.ofSeconds(5)));
            try (StreamClient well = StreamClient.subscribed(exchange)) {
                exchange.account().deposit("USDT", BigDecimal.ONE);
                exchange.account().deposit("USDT", BigDecimal.ONE);
                assertThat(well.drain()).hasSize(2);
                assertThat(stalled.hasMessage()).isFalse();
                now.updateAndGet(instant -> instant.plusSeconds(5));
                assertThat(stalled.drain()).hasSize(2);
            }
        }
        assertThat(exchange.marks()).containsEntry(Mark.CONNECTION_STALLED, 1L);
    }

    @Test
    void a_deaf_exchange_talks_but_does_not_hear_until_the_fault_ends() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            OrderedFault deaf = exchange.misbehave(deafenConnections());
            raw.frame(0x89, PING);
            exchange.broadcast("{}");
            assertThat(raw.next()[0]).as("the broadcast, and no pong before it").isEqualTo((byte) 0x82);
            deaf.takeBack();
            assertThat(raw.next()[0]).as("a pong").isEqualTo((byte) 0x8A);
        }
    }

    @Test
    void an_abandoned_stream_gets_no_byte_and_no_end_until_the_peer_is_back_and_resets_it() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            exchange.broadcast("{}");
            raw.next();
            OrderedFault gone = exchange.misbehave(abandonConnections());
            assertThat(exchange.connectionCount()).isZero();
            raw.frame(0x89, PING);
            exchange.broadcast("{}");
            try (RawStream well = new RawStream(exchange, "any")) {
                well.head();
                exchange.broadcast("{}");
                well.next();
            }
            assertThat(raw.hasSomething()).isFalse();
            gone.takeBack();
            assertThatThrownBy(raw::next).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
    }

    @Test
    void an_abandoned_stream_does_not_hold_up_the_end() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            exchange.misbehave(abandonConnections());
            exchange.close();
            assertThatThrownBy(() -> {
                        while (true) {
                            raw.next();
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_flood_comes_whole_to_those_who_read_however_short_the_queue() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            exchange.misbehave(floodConnections().with(20_001));
            exchange.broadcast("{}");
            byte[] first = raw.next();
            assertThat(inflated(first)).isEqualTo("{\"e\":\"sandboxFlood\"}");
            for (int i = 1; i < 20_001; i++) {
                assertThat(raw.next()).isEqualTo(first);
            }
            assertThat(inflated(raw.next())).isEqualTo("{}");
        }
    }

    @Test
    void a_bomb_is_small_on_the_wire_and_blank() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            exchange.misbehave(bombConnections().with(8));
            byte[] bomb = raw.next();
            assertThat(bomb).hasSizeLessThan(10_000);
            assertThat(inflated(bomb)).hasSize(8 << 20).isBlank();
        }
    }

    @Test
    void garbage_is_no_frame() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            exchange.misbehave(garbleConnections().with(200));
            assertThat(raw.bytes(200))
                    .containsOnly(Collections.nCopies(1, (byte) 0xFF).toArray(Byte[]::new));
            exchange.broadcast("{}");
            assertThat(raw.next()[0]).isEqualTo((byte) 0x82);
        }
    }

    private static String inflated(byte[] frame) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(frame, 1, frame.length - 1))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

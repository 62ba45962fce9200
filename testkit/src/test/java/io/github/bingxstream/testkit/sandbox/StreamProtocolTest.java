package io.github.bingxstream.testkit.sandbox;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.handshakes;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamProtocolTest {
    private final SandboxExchange exchange =
            SandboxExchange.builder().rateLimits(false).start();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void the_handshake_accepts_as_the_rfc_computes() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            assertThat(raw.head())
                    .startsWith("HTTP/1.1 101 ")
                    .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
        }
    }

    @Test
    void an_unknown_key_is_let_in_and_hears_nothing_but_acks() {
        try (StreamClient client = StreamClient.connect(exchange, "unknown")) {
            client.send(StreamClient.subscribe("1", StreamClient.BALANCES));
            assertThat(client.next()).contains("SUCCESS");
            exchange.stepMarket(20);
            assertThat(client.drain()).isEmpty();
        }
    }

    @Test
    void an_unknown_key_is_refused_if_so_switched() {
        exchange.turn(Quirk.DEAD_KEY_REFUSED, true);
        assertRefused("unknown", 401);
        String living = RestClient.of(exchange).listenKey();
        StreamClient.connect(exchange, living).close();
    }

    @Test
    void handshakes_are_refused_with_the_status_asked_for_until_taken_back() {
        exchange.misbehave(refuse(handshakes()).with(403));
        assertRefused("any", 403);
        exchange.behave();
        StreamClient.connect(exchange, "any").close();
    }

    @Test
    void one_stream_more_than_allowed_is_refused_with_403() {
        try (SandboxExchange small = SandboxExchange.builder().socketsMax(1).start();
                StreamClient first = StreamClient.connect(small, "any")) {
            assertThat(first.isOpen()).isTrue();
            assertThatThrownBy(() -> StreamClient.connect(small, "any"))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
    }

    @Test
    void a_frame_without_mask_ends_the_stream_with_1002() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            raw.write(new byte[] {(byte) 0x81, 2, 'h', 'i'});
            assertThat(raw.next()).containsExactly(0x88, 1002 >> 8, 1002 & 0xFF);
            assertThat(raw.isAtEnd()).isTrue();
        }
    }

    @Test
    void reserved_bits_end_the_stream_with_1002_and_bad_utf_8_with_1007() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            raw.frame(0xC1, new byte[] {'h', 'i'});
            assertThat(raw.next()).containsExactly(0x88, 1002 >> 8, 1002 & 0xFF);
        }
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            raw.frame(0x81, new byte[] {(byte) 0xFF});
            assertThat(raw.next()).containsExactly(0x88, 1007 >> 8, 1007 & 0xFF);
        }
    }

    @Test
    void a_message_above_the_limit_ends_the_stream_with_1009() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            raw.write(new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0});
            assertThat(raw.next()).containsExactly(0x88, 1009 >> 8, 1009 & 0xFF);
        }
    }

    @Test
    void a_ping_between_fragments_is_answered_and_the_text_is_joined() throws IOException {
        byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            raw.frame(0x01, new byte[] {text[0]});
            raw.frame(0x89, new byte[] {'x'});
            assertThat(raw.next()).containsExactly(0x8A, 'x');
            raw.frame(0x80, new byte[] {text[1]});
            byte[] answer = raw.next();
            assertThat(answer).startsWith(0x82, 0x1F, 0x8B);
        }
    }

    @Test
    void a_close_frame_is_echoed_before_the_connection_ends() throws IOException {
        try (RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            raw.frame(0x88, new byte[] {0x03, (byte) 0xE8});
            assertThat(raw.next()).containsExactly(0x88, 0x03, 0xE8);
            assertThat(raw.isAtEnd()).isTrue();
        }
    }

    private void assertRefused(String listenKey, int status) {
        assertThatThrownBy(() -> StreamClient.connect(exchange, listenKey))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
    }
}

package io.github.bingxstream.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    @Test
    void the_json_form_carries_32_hex_digits_and_a_time_in_singapore() {
        try (SandboxExchange exchange = exchange(HeartbeatForm.JSON, 20, 10_000);
                StreamClient client = StreamClient.connect(exchange, "any")) {
            assertThat(client.nextHeartbeat())
                    .matches(
                            "\\{\"ping\":\"[0-9a-f]{32}\",\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0800\"}");
        }
    }

    @Test
    void the_text_form_is_four_letters() {
        try (SandboxExchange exchange = exchange(HeartbeatForm.TEXT, 20, 10_000);
                StreamClient client = StreamClient.connect(exchange, "any")) {
            assertThat(client.nextHeartbeat()).isEqualTo("Ping");
        }
    }

    @Test
    void a_client_that_never_answers_is_cut_without_a_close_frame() throws IOException {
        try (SandboxExchange exchange = exchange(HeartbeatForm.JSON, 50, 300);
                RawStream raw = new RawStream(exchange, "any")) {
            raw.head();
            // Nothing but binary frames; a close frame would be 0x88.
            assertThat(raw.untilEnd()).isNotEmpty().containsOnly(0x82);
            assertThat(exchange.connectionCount()).isZero();
        }
    }

    @Test
    void a_client_that_answers_stays_long_after_the_deadline() {
        try (SandboxExchange exchange = exchange(HeartbeatForm.JSON, 100, 5_000);
                StreamClient client = StreamClient.connect(exchange, "any")) {
            for (int i = 0; i < 60; i++) {
                client.nextHeartbeat();
            }
            assertThat(client.isOpen()).as("6 s later").isTrue();
        }
    }

    @Test
    void without_an_interval_nobody_is_asked_and_nobody_cut() {
        try (SandboxExchange exchange = exchange(HeartbeatForm.JSON, 0, 1);
                StreamClient client = StreamClient.connectMute(exchange, "any")) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.drain()).isEmpty();
            }
            assertThat(client.isOpen()).isTrue();
        }
    }

    private static SandboxExchange exchange(HeartbeatForm form, long intervalMillis, long deadlineMillis) {
        return SandboxExchange.builder()
                .heartbeatForm(form)
                .heartbeatInterval(Duration.ofMillis(intervalMillis))
                .heartbeatDeadline(Duration.ofMillis(deadlineMillis))
                .start();
    }
}

package io.github.bingxstream.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrafficTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void the_same_seed_takes_the_same_steps() {
        try (SandboxExchange one = exchange();
                SandboxExchange two = exchange();
                SandboxExchange other = exchange()) {
            one.traffic(7).fill(100);
            two.traffic(7).fill(100);
            other.traffic(8).fill(100);
            assertThat(two.account().fills()).isEqualTo(one.account().fills());
            assertThat(two.account().orders()).isEqualTo(one.account().orders());
            assertThat(other.account().fills()).isNotEqualTo(one.account().fills());
        }
    }

    @Test
    void it_makes_exactly_the_fills_asked_for_in_orders_of_every_kind_of_end() {
        try (SandboxExchange exchange = exchange()) {
            Traffic traffic = exchange.traffic(1);
            traffic.fill(60);
            traffic.fill(140);
            assertThat(exchange.account().fills()).hasSize(200);
            assertThat(traffic.fills()).isEqualTo(200);
            assertThat(exchange.account().orders().stream()
                            .map(SandboxOrder::status)
                            .collect(Collectors.toSet()))
                    .contains(SandboxOrder.Status.FILLED, SandboxOrder.Status.CANCELED);
            assertThat(exchange.account().orders())
                    .filteredOn(order -> order.clientOrderId().contains("ping"))
                    .hasSizeGreaterThan(20);
            assertThat(exchange.account().orders())
                    .anyMatch(order -> order.clientOrderId().isEmpty());
        }
    }

    @Test
    void its_events_are_the_frames_that_are_pushed() {
        try (SandboxExchange exchange = exchange();
                StreamClient client = subscribed(exchange)) {
            Traffic traffic = exchange.traffic(1, 10);
            traffic.fill(20);
            assertThat(client.drain()).hasSize((int) traffic.events());
            assertThat(traffic.events()).isGreaterThan(20 * 12);
        }
    }

    @Test
    void it_keeps_the_pace_until_it_is_stopped_and_runs_once_at_a_time() {
        try (SandboxExchange exchange = exchange();
                Traffic traffic = exchange.traffic(1, 20)) {
            long begin = System.nanoTime();
            traffic.start(2000);
            assertThatThrownBy(() -> traffic.start(1)).isInstanceOf(IllegalStateException.class);
            while (traffic.events() < 400) {
                Thread.onSpinWait();
            }
            assertThat(System.nanoTime() - begin)
                    .isGreaterThan(Duration.ofMillis(180).toNanos());
            traffic.stop();
            long events = traffic.events();
            int fills = exchange.account().fills().size();
            assertThat(traffic.fills()).isEqualTo(fills);
            traffic.start(2000);
            while (traffic.events() == events) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void an_order_that_somebody_else_closed_is_let_go() {
        try (SandboxExchange exchange = exchange()) {
            Traffic traffic = exchange.traffic(1);
            for (int i = 0; i < 20; i++) {
                traffic.fill(1);
                exchange.account()
                        .openOrders()
                        .forEach(order -> exchange.account().cancel(order.orderId()));
            }
            assertThat(traffic.fills()).isEqualTo(20);
        }
    }

    private static StreamClient subscribed(SandboxExchange exchange) {
        return StreamClient.subscribed(exchange);
    }

    private static SandboxExchange exchange() {
        return SandboxExchange.builder().clock(() -> NOW).rateLimits(false).start();
    }
}

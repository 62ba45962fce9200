package io.github.bingxstream.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseTest {
    @Test
    void close_leaves_no_thread() {
        SandboxExchange exchange =
                SandboxExchange.builder().eventsPerSecond(500).start();
        int port = URI.create(exchange.restUrl()).getPort();
        try (StreamClient client = StreamClient.subscribed(exchange)) {
            client.nextOrderEvent();
            assertThat(threadsOf(port)).hasSizeGreaterThanOrEqualTo(5);
            exchange.close();
            assertThat(threadsOf(port)).isEmpty();
        }
        exchange.close();
    }

    @Test
    void close_frees_the_port() {
        for (int attemptsLeft = 2; ; attemptsLeft--) {
            SandboxExchange exchange = SandboxExchange.builder().start();
            int port = URI.create(exchange.restUrl()).getPort();
            exchange.close();
            try {
                SandboxExchange.builder().port(port).start().close();
                return;
            } catch (UncheckedIOException taken) {
                // Another process may have been given the port meanwhile, but hardly each time.
                assertThat(attemptsLeft)
                        .as("ports to try, since " + port + " is taken")
                        .isPositive();
            }
        }
    }

    @Test
    void all_threads_are_daemons() {
        try (SandboxExchange exchange = SandboxExchange.builder().start()) {
            int port = URI.create(exchange.restUrl()).getPort();
            assertThat(threadsOf(port)).isNotEmpty().allMatch(Thread::isDaemon);
        }
    }

    @Test
    void a_taken_port_is_an_error_at_the_start() {
        try (SandboxExchange exchange = SandboxExchange.builder().start()) {
            int port = URI.create(exchange.restUrl()).getPort();
            assertThatThrownBy(() -> SandboxExchange.builder().port(port).start())
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void the_description_shows_urls_and_no_secret() {
        try (SandboxExchange exchange = SandboxExchange.builder().start()) {
            assertThat(exchange.toString())
                    .contains(exchange.restUrl(), exchange.wsUrl())
                    .doesNotContain(exchange.apiKey(), exchange.secretKey());
            assertThat(exchange.account().toString()).doesNotContain(exchange.apiKey(), exchange.secretKey());
        }
    }

    private static List<Thread> threadsOf(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sandbox-" + port + "-"))
                .filter(Thread::isAlive)
                .toList();
    }
}

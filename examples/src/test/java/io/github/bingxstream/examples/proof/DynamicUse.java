package io.github.bingxstream.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.examples.proof.Carrier.Running;
import io.github.bingxstream.examples.proof.Carrier.Venue;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.Traffic;
import java.nio.file.Path;

/** A user who gives a channel up, takes it again, and asks for another connection. */
final class DynamicUse {

    private DynamicUse() {}

    static void over(Carrier carrier, Path folder) {
        Bookkeeper books = new Bookkeeper();
        try (SandboxExchange exchange = SandboxExchange.builder().seed(3).start();
                Traffic traffic = exchange.traffic(3);
                Running running = carrier.stream(
                        new Venue(exchange.restUrl(), exchange.wsUrl(), exchange.apiKey(), exchange.secretKey()),
                        books,
                        options -> options)) {
            Patience.await(books::isComplete, books::toString);

            running.stream().unsubscribe(Channel.ORDERS);
            Patience.await(() -> exchange.subscriptionCount() == 1, books::toString);
            traffic.fill(5);
            running.stream().subscribe(Channel.ORDERS);
            Patience.await(() -> exchange.subscriptionCount() == 2, books::toString);
            awaitTruth(books, exchange);
            running.stream().reconnect();
            traffic.fill(5);
            awaitTruth(books, exchange);

            assertThat(books.violations()).isEmpty();
            assertThat(running.stream().status().channels()).containsExactlyInAnyOrder(Channel.values());
        }
    }

    private static void awaitTruth(Bookkeeper books, SandboxExchange exchange) {
        Patience.await(
                () -> books.fills().equals(Bookkeeper.truth(exchange.account())) && books.isComplete(),
                books::toString);
    }
}

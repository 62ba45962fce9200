package io.github.bingxstream.examples.proof;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.next;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.withhold;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.examples.proof.Carrier.Running;
import io.github.bingxstream.examples.proof.Carrier.Venue;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.SandboxOrder;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** What is lost on the way is announced, found over REST, and delivered once. */
final class Losses {

    private static final BigDecimal HALF = new BigDecimal("0.01");
    private static final BigDecimal PRICE = new BigDecimal("60000");

    /** After these fills the connection is reset, and the fills behind fall into the time without one. */
    private static final Set<Integer> RESETS_AFTER = Set.of(20, 40);

    /** These fills the exchange never sends: the first part of an order, the second, and the last fill of all. */
    private static final Set<Integer> WITHHELD = Set.of(11, 32, 60);

    private Losses() {}

    /** Sixty fills, two resets and three frames that are never sent make no loss and no double. */
    static void over(Carrier carrier, Path folder) {
        Bookkeeper books = new Bookkeeper();
        try (SandboxExchange exchange = SandboxExchange.builder().seed(60).start();
                Running running = carrier.stream(
                        new Venue(exchange.restUrl(), exchange.wsUrl(), exchange.apiKey(), exchange.secretKey()),
                        books,
                        options -> options.auditEvery(Duration.ofSeconds(5)))) {
            Patience.await(books::isComplete, books::toString);

            for (int fill = 1; fill <= 60; fill += 2) {
                // Six of the thirty carry the letters of a heartbeat.
                String clientOrderId = (fill % 10 == 5 ? "scalping_" : "grid_") + fill;
                SandboxOrder order =
                        exchange.account().placeLimit("BTC-USDT", Side.BUY, HALF.add(HALF), PRICE, clientOrderId);
                fill(exchange, order, fill);
                fill(exchange, order, fill + 1);
            }

            Patience.await(
                    () -> books.fills().containsAll(Bookkeeper.truth(exchange.account())) && books.isComplete(),
                    books::toString);
            assertThat(books.fills()).hasSize(60).isEqualTo(Bookkeeper.truth(exchange.account()));
            assertThat(running.stream().status().gaps()).isEmpty();
            assertThat(books.violations()).isEmpty();
            assertThat(exchange.marks())
                    .containsEntry(Mark.FRAME_WITHHELD, 3L)
                    .containsEntry(Mark.CONNECTION_RESET, 2L);
            assertThat(books.repaired())
                    .as("what was withheld, and what fell into a reset")
                    .hasSizeGreaterThanOrEqualTo(3);
            assertThat(books.gaps()).startsWith(GapReason.STARTING);
            // One loss may fall into the gap of the one before, and a stream may give up a connection that loses
            // frames.
            assertThat(books.gaps()).contains(GapReason.CONNECTION_LOST);
            assertThat(books.notices(StreamNotice.Disconnected.class)).hasSizeGreaterThanOrEqualTo(2);
            assertThat(books.notices(StreamNotice.Quarantined.class)).isEmpty();
            assertThat(books.clientOrderIds())
                    .filteredOn(id -> id.contains("ping"))
                    .hasSize(6);
        }
    }

    private static void fill(SandboxExchange exchange, SandboxOrder order, int number) {
        if (WITHHELD.contains(number)) {
            awaitSubscribed(exchange);
            exchange.misbehave(withhold(next(1).fillFrames()));
        }
        exchange.account().fill(order.orderId(), HALF);
        if (RESETS_AFTER.contains(number)) {
            awaitSubscribed(exchange);
            exchange.misbehave(resetConnections());
        }
    }

    /** Somebody has to be there for a frame to be withheld from them. */
    private static void awaitSubscribed(SandboxExchange exchange) {
        Patience.await(() -> exchange.subscriptionCount() == 2, () -> "the stream does not come back");
    }
}

package io.github.bingxstream.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.examples.proof.Carrier.Running;
import io.github.bingxstream.examples.proof.Carrier.Venue;
import io.github.bingxstream.testkit.sandbox.Quirk;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.Traffic;
import java.util.List;

/** Key and connection are replaced under load, and nobody notices. */
final class Rotations {

    private static final double EVENTS_PER_SECOND = 100;

    private Rotations() {}

    /** So many rotations lose nothing, double nothing and open no gap. */
    static void over(Carrier carrier, int times) {
        Bookkeeper books = new Bookkeeper();
        try (SandboxExchange exchange = SandboxExchange.builder()
                        .seed(200)
                        .quirks(Quirk.NEW_KEY_ON_EVERY_POST)
                        .start();
                Traffic traffic = exchange.traffic(200);
                Running running = carrier.stream(
                        new Venue(exchange.restUrl(), exchange.wsUrl(), exchange.apiKey(), exchange.secretKey()),
                        books,
                        options -> options)) {
            Patience.await(books::isComplete, books::toString);
            traffic.start(EVENTS_PER_SECOND);

            for (int i = 1; i <= times; i++) {
                int done = i;
                running.stream().rotate();
                Patience.await(() -> rotations(books).size() == done, books::toString);
            }

            traffic.stop();
            Patience.await(() -> books.fills().equals(Bookkeeper.truth(exchange.account())), books::toString);
            assertThat(books.fills()).hasSizeGreaterThan(10 * times);
            assertThat(books.repaired()).as("what the stream did not tell").isEmpty();
            assertThat(books.violations()).isEmpty();
            assertThat(books.gaps()).containsExactly(GapReason.STARTING);
            assertThat(books.notices(StreamNotice.Disconnected.class)).isEmpty();
            assertThat(rotations(books)).allMatch(rotated -> rotated.epoch() > rotated.fromEpoch());
            Patience.await(() -> exchange.connectionCount() == 1, () -> "the old connections are still there");
        }
    }

    private static List<StreamNotice.Rotated> rotations(Bookkeeper books) {
        return books.notices(StreamNotice.Rotated.class);
    }
}

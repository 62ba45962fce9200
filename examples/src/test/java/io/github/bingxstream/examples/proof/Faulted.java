package io.github.bingxstream.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.examples.proof.Carrier.Running;
import io.github.bingxstream.examples.proof.Carrier.Venue;
import io.github.bingxstream.testkit.sandbox.Quirk;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.Traffic;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import io.github.bingxstream.testkit.sandbox.faults.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A stream under trade, and a script of faults in the midst of it: whatever it is, in the end every fill has been told once and
 * every gap is closed.
 *
 * @param script what goes wrong, in the sandbox's words
 * @param mark what proves that it did
 * @param gaps one of these has to be announced; if there is none, no gap may be but the first
 */
record Faulted(String script, Mark mark, Set<GapReason> gaps) implements Scenario.Play {

    private static final int FILLS = 8;

    static Faulted unnoticed(String script, Mark mark) {
        return new Faulted(script, mark, EnumSet.noneOf(GapReason.class));
    }

    static Faulted announced(String script, Mark mark, GapReason first, GapReason... others) {
        return new Faulted(script, mark, EnumSet.of(first, others));
    }

    @Override
    public void over(Carrier carrier, Path folder) {
        Bookkeeper books = new Bookkeeper();
        try (SandboxExchange exchange = SandboxExchange.builder()
                        .seed(11)
                        .heartbeatInterval(Duration.ofSeconds(1))
                        .quirks(Quirk.NEW_KEY_ON_EVERY_POST)
                        .rateLimits(false)
                        .start();
                Traffic traffic = exchange.traffic(11);
                Running running = carrier.stream(
                        new Venue(exchange.restUrl(), exchange.wsUrl(), exchange.apiKey(), exchange.secretKey()),
                        books,
                        options -> options.auditEvery(Duration.ofSeconds(5)).silenceLimit(Duration.ofSeconds(10)))) {
            Patience.await(books::isComplete, books::toString);

            exchange.misbehave(Script.parse(script));
            traffic.fill(FILLS);

            Patience.await(() -> exchange.marks().get(mark) > 0, () -> mark + " never came; " + books);
            traffic.fill(1);
            Patience.await(
                    () -> books.fills().containsAll(Bookkeeper.truth(exchange.account()))
                            && books.isComplete()
                            && (gaps.isEmpty() || books.gaps().stream().anyMatch(gaps::contains)),
                    books::toString);
            assertThat(books.fills()).isEqualTo(Bookkeeper.truth(exchange.account()));
            assertThat(books.violations()).isEmpty();
            if (gaps.isEmpty()) {
                assertThat(books.gaps()).containsExactly(GapReason.STARTING);
            }
            assertThat(running.stream().status().gaps()).isEmpty();
        }
    }
}

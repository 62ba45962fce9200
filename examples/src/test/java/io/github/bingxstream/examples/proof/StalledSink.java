package io.github.bingxstream.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.examples.Patience;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.Traffic;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** A sink that stands still under load costs neither memory nor the connection, and in the end no fill. */
final class StalledSink {

    /**
     * So a thousand events a second are about twenty-five fills and seventeen orders: what is missed in half a minute fits
     * into three pages of fills and six of orders, and two queries a second are allowed.
     */
    private static final int DEPOSITS_PER_STEP = 22;

    /**
     * One stall.
     *
     * @param time how long
     * @param eventsPerSecond what comes meanwhile
     * @param eventsMax what the queue holds
     */
    record Stall(Duration time, int eventsPerSecond, int eventsMax) {}

    /** Twelve times what a small queue holds. At half the pace of the other, for it runs beside plays that want the machine as well. */
    static final Stall SHORTLY = new Stall(Duration.ofSeconds(12), 500, 500);

    /** Longer than the silence limit forgives a dead heart, and three times what the default queue holds. */
    static final Stall HALF_A_MINUTE = new Stall(Duration.ofSeconds(30), 1000, 10_000);

    private StalledSink() {}

    static void over(Carrier carrier, Stall stall) throws InterruptedException {
        // A heart that is not answered for ten seconds is given up, within the stall. A JVM that has compiled nothing
        // may need a good part of that to read what comes, while others have the machine.
        try (SandboxExchange exchange = SandboxExchange.builder()
                        .seed(64)
                        .heartbeatInterval(Duration.ofMillis(500))
                        .heartbeatDeadline(Duration.ofSeconds(10))
                        .start();
                Traffic traffic = exchange.traffic(64, DEPOSITS_PER_STEP);
                Child child = Child.withHeap(
                        "64m",
                        Map.of("API_KEY", exchange.apiKey(), "SECRET_KEY", exchange.secretKey()),
                        StalledReader.class,
                        carrier.name(),
                        exchange.restUrl(),
                        exchange.wsUrl(),
                        Long.toString(stall.time().toMillis()),
                        Integer.toString(stall.eventsMax()))) {
            child.await("closed", 1);
            traffic.start(stall.eventsPerSecond());
            child.await("resumed", 1);
            traffic.stop();

            Patience.await(
                    () -> !child.isAlive()
                            || (child.said("closed").size()
                                            == child.said("opened").size()
                                    && new HashSet<>(child.said("fill")).equals(Bookkeeper.truth(exchange.account()))),
                    () -> child + " of " + exchange.account().fills().size());

            assertThat(child.said("fill"))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(Bookkeeper.truth(exchange.account()));
            assertThat(child.said("opened"))
                    .startsWith(GapReason.STARTING.name())
                    .contains(GapReason.OVERFLOW.name())
                    .doesNotContain(GapReason.CONNECTION_LOST.name(), GapReason.SILENCE.name());
            assertThat(child.said("connected")).as("the heart was answered").isEqualTo(List.of("1"));
            assertThat(exchange.connectionCount()).isEqualTo(1);
            assertThat(exchange.marks()).containsEntry(Mark.CONNECTION_DROPPED, 0L);
            assertThat(child.end()).describedAs("an OutOfMemoryError is 3").isZero();
        }
    }
}

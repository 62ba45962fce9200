package io.github.bingxstream.testkit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.StreamRuntime;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.rest.HmacSigner;
import io.github.bingxstream.rest.RequestBudget;
import io.github.bingxstream.testkit.contract.Rule;
import io.github.bingxstream.testkit.contract.RuleNames;
import io.github.bingxstream.testkit.sandbox.SandboxBuilder;
import io.github.bingxstream.testkit.sandbox.SandboxExchange;
import io.github.bingxstream.testkit.sandbox.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Timeout;

/**
 * What an {@link AccountStream} promises to its {@link EventSink}, rule by rule, over the transports of whoever extends it and
 * against the sandbox. The transport's own rules stand in its own contract; this shows that together they keep these.
 */
@Timeout(60)
@DisplayNameGeneration(RuleNames.class)
public abstract class SinkPromisesContract {

    private static final Duration HEARTBEAT = Duration.ofMillis(100);

    /** Short, so that a client that answers none is cut while the test looks on; and no busy machine takes so long to answer. */
    private static final Duration HEARTBEAT_DEADLINE = Duration.ofSeconds(3);

    /** Until the exchange has noticed that the deadline is over. */
    private static final Duration AND_SOME = Duration.ofMillis(1_500);

    /** Enough for many to wait at a time. */
    private static final int FILLS = 60;

    private @Nullable SandboxExchange exchange;
    private @Nullable StreamRuntime runtime;

    /** For subclasses. */
    protected SinkPromisesContract() {}

    /** Returns what carries the stream; the same each time within one test. */
    protected abstract FrameTransport frames();

    /** Returns what carries the requests; the same each time within one test. */
    protected abstract HttpTransport http();

    /** Releases both; called after each test. */
    protected abstract void release();

    /** Returns how long to wait for what has to happen. Longer costs nothing where everything works. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** Returns how long to watch for what may not happen, each time: where everything works, every test costs that much. */
    Duration afterwards() {
        return Duration.ofMillis(50);
    }

    /** Stands between the stream and the sink, for whoever wants to break a rule. */
    EventSink between(EventSink sink) {
        return sink;
    }

    /** Says more to the stream before it is opened. */
    AccountStreamBuilder options(AccountStreamBuilder stream) {
        return stream;
    }

    @BeforeEach
    public final void setUpExchange() {
        exchange = beating().start();
        runtime = StreamRuntime.builder().budget(new RequestBudget()).build();
    }

    private static SandboxBuilder beating() {
        return SandboxExchange.builder().rateLimits(false).heartbeatInterval(HEARTBEAT);
    }

    @AfterEach
    public final void tearDownExchange() {
        running(runtime).close();
        release();
        running(exchange).close();
    }

    @Rule(
            number = "ES-1",
            says = "the sink is called one call at a time, each after the one before has returned",
            because = "a sink needs no lock of its own")
    public void es1_the_sink_is_called_one_call_at_a_time() {
        CompletableFuture<WatchingSink> self = new CompletableFuture<>();
        // Held up on purpose, so that another call has time to come in between, if it can.
        WatchingSink sink = new WatchingSink(call -> {
            if (call == 3) {
                self.join().hasOverlapsWithin(afterwards());
            }
        });
        self.complete(sink);
        try (AccountStream stream = opened(sink)) {
            trade(sink);
            assertThat(sink.overlaps()).isZero();
            assertThat(stream.status().counters().sinkFailures()).isZero();
        }
    }

    @Rule(
            number = "ES-2",
            says = "the fills come in the order in which the exchange told them",
            because = "a position is the sum of its fills, and a limit may be broken in between")
    public void es2_the_fills_come_in_the_order_in_which_the_exchange_told_them() {
        WatchingSink sink = new WatchingSink();
        try (AccountStream stream = opened(sink)) {
            // Before that, REST tells some of them.
            assertThat(sink.isCompleteWithin(patience())).as("complete").isTrue();
            trade(sink);
            assertThat(sink.fills())
                    .isEqualTo(WatchingSink.fillsOf(running(exchange).account()));
            assertThat(stream.status().counters().sinkFailures()).isZero();
        }
    }

    @Rule(
            number = "ES-3",
            says = "each call sees what the one before did, whichever threads make them",
            because = "a sink keeps its books in plain fields")
    public void es3_each_call_sees_what_the_one_before_did() {
        CompletableFuture<WatchingSink> self = new CompletableFuture<>();
        int[] plain = {0};
        WatchingSink sink = new WatchingSink(call -> {
            int before = plain[0];
            if (call == 3) {
                // Between reading and writing, so that another call can read what is not true any more, if it comes.
                self.join().hasOverlapsWithin(afterwards());
            }
            plain[0] = before + 1;
            if (before + 1 != call) {
                self.join().stale();
            }
        });
        self.complete(sink);
        try (AccountStream stream = opened(sink)) {
            trade(sink);
            assertThat(sink.staleCalls()).isZero();
            assertThat(stream.status().counters().sinkFailures()).isZero();
        }
    }

    @Rule(
            number = "ES-4",
            says = "a sink that stands still costs no connection: heartbeats are answered meanwhile",
            because = "a sink writes to a database, and databases stop now and then")
    public void es4_a_sink_that_stands_still_costs_no_connection() {
        running(exchange).close();
        exchange = beating().heartbeatDeadline(HEARTBEAT_DEADLINE).start();
        CountDownLatch released = new CountDownLatch(1);
        WatchingSink sink = new WatchingSink(call -> {
            if (call == 3) {
                WatchingSink.await(released);
            }
        });
        try (AccountStream stream = opened(sink)) {
            fills(5);
            assertThat(sink.hasCallsWithin(patience(), 3)).isTrue();

            // Nothing is waited for: that time passes in which an unanswered heartbeat would cost the connection.
            assertThat(isCutWithin(HEARTBEAT_DEADLINE.plus(AND_SOME))).isFalse();
            released.countDown();

            assertThat(sink.hasFillsWithin(
                            patience(),
                            WatchingSink.fillsOf(running(exchange).account()).size()))
                    .isTrue();
            assertThat(sink.notices(StreamNotice.Disconnected.class)).isEmpty();
            assertThat(stream.status().counters().sinkFailures()).isZero();
        } finally {
            released.countDown();
        }
    }

    private boolean isCutWithin(Duration time) {
        return WatchingSink.comes(time, () -> running(exchange).connectionCount() == 0);
    }

    @Rule(
            number = "ES-5",
            says = "what came while a sink stood still comes afterwards",
            because = "to be slow for a while is no reason to lose anything")
    public void es5_what_came_while_a_sink_stood_still_comes_afterwards() {
        CountDownLatch released = new CountDownLatch(1);
        WatchingSink sink = new WatchingSink(call -> {
            if (call == 4) {
                WatchingSink.await(released);
            }
        });
        try (AccountStream stream = opened(sink);
                Traffic traffic = running(exchange).traffic(7)) {
            traffic.fill(5);
            assertThat(sink.hasCallsWithin(patience(), 4)).isTrue();
            long before = stream.status().counters().delivered();
            traffic.fill(FILLS);
            assertThat(WatchingSink.comes(
                            patience(), () -> stream.status().counters().delivered() >= before + FILLS))
                    .isTrue();
            released.countDown();

            assertThat(sink.hasFillsWithin(
                            patience(),
                            WatchingSink.fillsOf(running(exchange).account()).size()))
                    .isTrue();
            assertThat(stream.status().counters().sinkFailures()).isZero();
        } finally {
            released.countDown();
        }
    }

    @Rule(
            number = "ES-6",
            says = "a sink that throws an exception gets the next call as if nothing had happened, and it is counted",
            because = "one order that a sink cannot book may not silence all others")
    public void es6_a_sink_that_throws_an_exception_gets_the_next_call() {
        goesOnAfter(new IllegalStateException("thrown by the sink on purpose"));
    }

    @Rule(
            number = "ES-7",
            says = "a sink that throws an Error gets the next call, too",
            because = "a stack that overflows within one event is no reason to go deaf in silence")
    public void es7_a_sink_that_throws_an_error_gets_the_next_call() {
        goesOnAfter(new StackOverflowError("thrown by the sink on purpose"));
    }

    private void goesOnAfter(Throwable thrown) {
        WatchingSink sink = new WatchingSink(call -> {
            if (call == 4) {
                WatchingSink.raise(thrown);
            }
        });
        try (AccountStream stream = opened(sink)) {
            trade(sink);
            assertThat(stream.status().counters().sinkFailures()).isEqualTo(1);
        }
    }

    @Rule(
            number = "ES-8",
            says = "Closed comes exactly once, and is the last call",
            because = "a sink releases there what it holds")
    public void es8_closed_comes_exactly_once_and_is_the_last_call() {
        WatchingSink sink = new WatchingSink();
        AccountStream stream = opened(sink);
        trade(sink);

        stream.close();

        assertThat(sink.hasClosedWithin(patience())).isTrue();
        assertThat(sink.callsBehindClosedWithin(afterwards())).isZero();
        assertThat(sink.notices(StreamNotice.Closed.class)).hasSize(1);
    }

    @Rule(
            number = "ES-9",
            says = "once close has returned, no call to the sink begins, also if the sink stood still meanwhile",
            because = "what a sink writes to is closed right behind the stream")
    public void es9_once_close_has_returned_no_call_to_the_sink_begins() {
        CountDownLatch released = new CountDownLatch(1);
        WatchingSink sink = new WatchingSink(call -> {
            if (call == 4) {
                WatchingSink.await(released);
            }
        });
        AccountStream stream = opened(sink);
        try {
            fills(FILLS);
            assertThat(sink.hasCallsWithin(patience(), 4)).isTrue();

            stream.close();
            int calls = sink.calls();
            released.countDown();

            assertThat(sink.hasCallsWithin(afterwards(), calls + 1)).isFalse();
        } finally {
            released.countDown();
            stream.close();
        }
    }

    // ----------------------------------------------------------------------------------------------------- the bench

    /** Opens a stream, and waits until it hears everything. */
    private AccountStream opened(WatchingSink sink) {
        SandboxExchange given = running(exchange);
        AccountStreamBuilder builder = AccountStream.builder()
                .signer(new HmacSigner(new Credentials(given.apiKey(), given.secretKey())))
                .http(http())
                .frames(frames())
                .restHosts(URI.create(given.restUrl()))
                .webSocket(URI.create(given.wsUrl()))
                .runtime(running(runtime))
                .sink(between(sink));
        AccountStream stream = options(builder).open();
        assertThat(sink.hasSubscribedWithin(patience(), Channel.values().length))
                .as("subscribed")
                .isTrue();
        sink.arm();
        return stream;
    }

    private void trade(WatchingSink sink) {
        fills(FILLS);
        assertThat(sink.hasFillsWithin(
                        patience(),
                        WatchingSink.fillsOf(running(exchange).account()).size()))
                .as("all fills")
                .isTrue();
    }

    private void fills(int count) {
        try (Traffic traffic = running(exchange).traffic(7)) {
            traffic.fill(count);
        }
    }

    private static <T> T running(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("no test is running");
        }
        return part;
    }
}

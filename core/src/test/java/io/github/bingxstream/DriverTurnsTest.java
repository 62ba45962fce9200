package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.CloseReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.driver.Parts;
import io.github.bingxstream.driver.SessionDriver;
import io.github.bingxstream.driver.SharedAccounts;
import io.github.bingxstream.driver.Turns;
import io.github.bingxstream.session.Jitter;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionMachine;
import io.github.bingxstream.session.SessionSettings;
import io.github.bingxstream.session.SessionState;
import io.github.bingxstream.session.Turn;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The turns that a stream waits for, and what becomes of them at its end. */
@Timeout(60)
class DriverTurnsTest {

    private final StreamBench bench = new StreamBench();
    private final VirtualTime time = new VirtualTime();
    private final Set<Turn> waiting = EnumSet.noneOf(Turn.class);
    private Runnable whileItWaits = () -> {};
    private final Turns turns = this::await;
    private final SessionDriver driver = driver(time);

    private Turns.Ticket await(Turn turn, Object account, ScheduledExecutorService scheduler, Runnable comes) {
        waiting.add(turn);
        whileItWaits.run();
        return () -> waiting.remove(turn);
    }

    private SessionDriver driver(ScheduledExecutorService scheduler) {
        SharedAccounts.Identity identity = new SharedAccounts.Identity(
                bench.frames, URI.create("ws://127.0.0.1:9/market"), time, bench.listenKeys);
        Parts parts = new Parts(
                new SharedAccounts().join(identity),
                turns,
                bench.listenKeys,
                bench.account,
                Optional.empty(),
                bench.sink,
                100,
                scheduler,
                Optional.of(time),
                time,
                time.wallClock());
        SessionSettings settings = new SessionSettings(
                EnumSet.of(Channel.ORDERS),
                Optional.of(SessionSettings.SILENCE_LIMIT),
                SessionSettings.BACKOFF,
                SessionSettings.AUDIT_EVERY,
                Optional.empty(),
                false,
                false);
        Now now = new Now(time.now(), time.instant());
        return new SessionDriver(parts, new SessionMachine(settings), SessionState.idle(settings, new Jitter(11), now));
    }

    private void waitsForItsTurn() {
        driver.open(Optional.empty());
        time.advance(Duration.ZERO);
        assertThat(waiting).containsExactly(Turn.CONNECTION);
    }

    private static StreamNotice.Closed end(SessionDriver driver) {
        return driver.closed().toCompletableFuture().join();
    }

    @Test
    void a_stream_whose_scheduler_was_shut_down_gives_its_place_back() {
        waitsForItsTurn();
        time.shutdownNow();

        driver.reconnect();

        assertThat(end(driver).reason()).isEqualTo(CloseReason.BROKEN);
        assertThat(waiting).isEmpty();
    }

    @Test
    void a_stream_that_was_broken_off_takes_no_place_any_more() {
        waitsForItsTurn();
        driver.reconnect();
        // Its turn is still to come on the scheduler.
        driver.close(Duration.ZERO);
        assertThat(end(driver).reason()).isEqualTo(CloseReason.BROKEN);
        assertThat(waiting).isEmpty();

        time.advance(Duration.ofMinutes(5));
        driver.reconnect();
        time.advance(Duration.ofMinutes(5));

        assertThat(waiting).isEmpty();
    }

    @Test
    void a_stream_that_is_broken_off_while_it_takes_its_place_gives_it_back() {
        whileItWaits = () -> driver.close(Duration.ZERO);
        driver.open(Optional.empty());
        time.advance(Duration.ZERO);
        assertThat(end(driver).reason()).isEqualTo(CloseReason.BROKEN);
        assertThat(waiting).isEmpty();
    }

    @Test
    void a_stream_that_cannot_start_its_turn_ends_aloud_whatever_its_scheduler_throws() {
        IllegalStateException failure = new IllegalStateException("of the test");
        SessionDriver other = driver(new ScheduledThreadPoolExecutor(0) {
            @Override
            public void execute(Runnable command) {
                throw failure;
            }
        });
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        List<Throwable> reported = new ArrayList<>();
        thread.setUncaughtExceptionHandler((any, thrown) -> reported.add(thrown));
        try {
            other.open(Optional.empty());
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
        assertThat(end(other).detail()).contains("IllegalStateException");
        assertThat(reported).containsExactly(failure);
    }

    @Test
    void a_handler_of_failures_that_throws_itself_is_no_failure_of_who_opens_the_stream() {
        IllegalStateException failure = new IllegalStateException("of the test");
        IllegalStateException ofHandler = new IllegalStateException("of the handler");
        SessionDriver other = driver(new ScheduledThreadPoolExecutor(0) {
            @Override
            public void execute(Runnable command) {
                throw failure;
            }
        });
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((any, thrown) -> {
            throw ofHandler;
        });
        try {
            other.open(Optional.empty());
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
        assertThat(end(other).reason()).isEqualTo(CloseReason.BROKEN);
        assertThat(failure.getSuppressed()).containsExactly(ofHandler);
    }
}

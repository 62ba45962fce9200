package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.Allocated;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.UpdateReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a step costs in memory on a live session that knows a thousand orders, twenty of them open, and is told something ten
 * thousand times a second. The bounds lie a little above what a step costs before the compiler spares it anything: how much that is
 * depends on what else ran in the JVM.
 */
class StepAllocationTest {

    private static final int OPEN = 20;
    private static final int DONE = 1_000 - OPEN;
    private static final int INPUTS = 300;
    private static final Duration PACE = Duration.ofNanos(100_000);

    private static final SessionSettings SETTINGS =
            Play.settings(EnumSet.allOf(Channel.class), Optional.empty(), false);

    /** Where results go, so that the compiler cannot leave out what makes them. */
    private static volatile Optional<Moment> deadline = Optional.empty();

    private final Play play = new Play(7, SETTINGS);

    @BeforeEach
    void require_a_jvm_that_counts() {
        Allocated.requireCounting();
    }

    @BeforeEach
    void know_a_thousand_orders() {
        play.goesLive();
        for (int i = 0; i < DONE + OPEN; i++) {
            String status = i < DONE ? "CANCELED" : "NEW";
            play.after(PACE).tells(Facts.update(Facts.order("known" + i, status, "0", play.time())));
        }
        assertThat(play.state().name()).isEqualTo(StreamState.LIVE);
    }

    @Test
    void an_order_that_was_placed() {
        assertCosts(1_150, i -> hears(placed(i)));
    }

    @Test
    void the_life_of_an_order_placed_and_filled() {
        assertCosts(1_250, i -> hears(i % 2 == 0 ? placed(i / 2) : filled(i / 2)));
    }

    @Test
    void what_was_told_before() {
        assertCosts(720, i -> hears(Facts.update(Facts.order("known0", "NEW", "0", Play.EPOCH))));
    }

    @Test
    void an_account_update() {
        assertCosts(1_300, i -> hears(Facts.moved(UpdateReason.ORDER, "BTC", "1." + i, play.time())));
    }

    @Test
    void a_heartbeat() {
        assertCosts(570, i -> hears(new Signal.Heartbeat(Optional.of("Pong"))));
    }

    @Test
    void a_timer_that_fired_too_early() {
        assertCosts(620, i -> new SessionInput.Tick());
    }

    private static AccountEvent placed(int order) {
        return Facts.update(Facts.order("new" + order, "NEW", "0", Play.EPOCH));
    }

    private static AccountEvent filled(int order) {
        Instant time = Play.EPOCH;
        return Facts.trade("new" + order, "FILLED", "10", "t" + order, "10", time);
    }

    private SessionInput hears(AccountEvent event) {
        return hears(new Signal.Happened(List.of(event)));
    }

    /** A message that came a little before the session is told. */
    private SessionInput hears(Signal signal) {
        return new SessionInput.SignalReceived(play.epoch(), play.now().minus(Duration.ofNanos(1_000)), 400, signal);
    }

    private void assertCosts(long bytesMax, IntFunction<SessionInput> input) {
        SessionInput[] inputs = new SessionInput[INPUTS];
        Now[] times = new Now[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            play.after(PACE);
            inputs[i] = input.apply(i);
            times[i] = play.present();
        }
        SessionMachine machine = new SessionMachine(SETTINGS);
        SessionState live = play.state();
        long least = Allocated.leastBytes(bytesMax, INPUTS, () -> {
            SessionState state = live;
            for (int i = 0; i < INPUTS; i++) {
                state = machine.step(state, inputs[i], times[i]).state();
                deadline = state.deadline();
            }
        });
        assertThat(least).as("bytes for each step").isLessThanOrEqualTo(bytesMax);
    }
}

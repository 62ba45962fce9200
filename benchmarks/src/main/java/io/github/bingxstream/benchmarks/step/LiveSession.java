package io.github.bingxstream.benchmarks.step;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.session.Jitter;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.SessionMachine;
import io.github.bingxstream.session.SessionSettings;
import io.github.bingxstream.session.SessionState;
import io.github.bingxstream.session.Signal;
import io.github.bingxstream.session.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A session in virtual time that is brought to live by an exchange which answers at once, and then hears of orders. */
final class LiveSession {

    /** The open orders of a busy account. */
    static final int OPEN = 100;

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The time between two inputs: ten thousand a second. */
    private static final Duration PACE = Duration.ofNanos(100_000);

    private final SessionMachine machine = new SessionMachine(SessionSettings.defaults());
    private final int known;
    private Moment now = new Moment(0);
    private SessionState state = SessionState.idle(SessionSettings.defaults(), new Jitter(1), now());

    /**
     * Brings a session to live.
     *
     * @param known how many orders it is told of, all but {@link #OPEN} of them done
     */
    LiveSession(int known) {
        this.known = known;
        tell(new SessionInput.Open(Optional.empty()));
        while (state.name() != StreamState.LIVE) {
            now = state.deadline().filter(at -> at.compareTo(now) > 0).orElse(now);
            tell(new SessionInput.Tick());
            if (now.since(new Moment(0)).compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("not live within " + PATIENCE + ": " + state.name());
            }
        }
        for (int order = 0; order < open(); order++) {
            tell(Facts.cancelled(order, time()));
        }
        for (int order = open(); order < unknown(); order++) {
            tell(Facts.placed(order, time()));
        }
    }

    /** Returns the number of the first order that is open. */
    int open() {
        return known - OPEN;
    }

    /** Returns the number of the first order that was never heard of. */
    int unknown() {
        return known;
    }

    SessionState state() {
        return state;
    }

    Now now() {
        return new Now(now, time());
    }

    Instant time() {
        return EPOCH.plusNanos(now.nanos());
    }

    void passes() {
        now = now.plus(PACE);
    }

    /** The message came a little before the session is told. */
    SessionInput hears(Signal signal) {
        return new SessionInput.SignalReceived(state.epoch(), new Moment(now.nanos() - 1_000), 400, signal);
    }

    private void tell(AccountEvent event) {
        passes();
        tell(hears(new Signal.Happened(List.of(event))));
    }

    private void tell(SessionInput first) {
        Deque<SessionInput> inputs = new ArrayDeque<>(List.of(first));
        while (!inputs.isEmpty()) {
            Transition transition = machine.step(state, inputs.remove(), now());
            state = transition.state();
            for (SessionAction action : transition.actions()) {
                answer(action).ifPresent(inputs::add);
            }
        }
    }

    private Optional<SessionInput> answer(SessionAction action) {
        Duration atOnce = Duration.ZERO;
        if (action instanceof SessionAction.GenerateKey request) {
            ListenKey key = new ListenKey("benchmark-key");
            return Optional.of(new SessionInput.KeyGenerated(request.epoch(), new Outcome.Answered<>(key), atOnce));
        }
        if (action instanceof SessionAction.Connect request) {
            return Optional.of(new SessionInput.ConnectionOpened(request.epoch()));
        }
        if (action instanceof SessionAction.Subscribe request) {
            return Optional.of(hears(new Signal.Acknowledged(Optional.of(request.id()), 0, "")));
        }
        if (action instanceof SessionAction.QueryOpenOrders query) {
            return Optional.of(new SessionInput.OrdersTold(query.query(), new Outcome.Answered<>(List.of()), atOnce));
        }
        if (action instanceof SessionAction.QueryClosedOrders query) {
            return Optional.of(new SessionInput.OrdersTold(query.query(), new Outcome.Answered<>(List.of()), atOnce));
        }
        if (action instanceof SessionAction.QueryFills query) {
            return Optional.of(new SessionInput.FillsTold(query.query(), new Outcome.Answered<>(List.of()), atOnce));
        }
        if (action instanceof SessionAction.QueryBalances query) {
            return Optional.of(new SessionInput.BalancesTold(query.query(), new Outcome.Answered<>(List.of()), atOnce));
        }
        return Optional.empty();
    }
}

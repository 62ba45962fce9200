package io.github.bingxstream.session;

import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Treatment;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One step of the session: handles one input, collects the actions on the way, and is thrown away.
 *
 * <p>Reading order: what the user wants, how an attempt proceeds, what comes over the connection (in {@link HeardSignal} and
 * {@link ExtensionAnswer}), what time brings, how an attempt ends.
 */
final class SessionStep implements SessionInput.Cases<SessionState> {

    /** Forbidden, banned, too many requests: going on makes the ban longer. */
    private static final Set<Integer> HTTP_BANS = Set.of(403, 418, 429);

    private final SessionSettings settings;
    private final SessionState state;
    private final Moment now;
    private final List<SessionAction> actions = new ArrayList<>(4);
    private Jitter jitter;
    private long gaps;

    SessionStep(SessionSettings settings, SessionState state, Now present) {
        this.settings = settings;
        this.state = state;
        this.now = present.moment();
        this.jitter = state.jitter();
        this.gaps = state.gaps();
    }

    List<SessionAction> actions() {
        return actions;
    }

    void act(SessionAction action) {
        actions.add(action);
    }

    // What the user wants.

    @Override
    public SessionState open(SessionInput.Open in) {
        return state.phase() instanceof Phase.Idle ? attempt() : state;
    }

    @Override
    public SessionState close(SessionInput.Close in) {
        return state.phase() instanceof Phase.Closed ? state : end(StreamNotice.Closed.byUser());
    }

    // How an attempt proceeds.

    private SessionState attempt() {
        long epoch = state.epoch() + 1;
        act(new SessionAction.GenerateKey(epoch));
        Phase acquiring = new Phase.AcquiringKey(now, now.plus(SessionSettings.KEY_ANSWER_LIMIT));
        return new SessionState(acquiring, epoch, state.failures(), gaps, jitter);
    }

    @Override
    public SessionState keyGenerated(SessionInput.KeyGenerated in) {
        if (!(state.phase() instanceof Phase.AcquiringKey acquiring) || in.epoch() != state.epoch()) {
            return state;
        }
        return in.outcome().match(new Outcome.Cases<ListenKey, SessionState>() {
            @Override
            public SessionState answered(ListenKey key) {
                KeyLife life = KeyLife.generated(key, acquiring.askedAt(), draw());
                act(new SessionAction.Connect(state.epoch(), key));
                return to(new Phase.Connecting(life, now.plus(SessionSettings.HANDSHAKE_LIMIT)));
            }

            @Override
            public SessionState refused(Refusal refusal) {
                return isPointless(refusal)
                        ? end(StreamNotice.Closed.refused(refusal))
                        : retry(DisconnectReason.REFUSED, refusal.describe(), in.retryAfter());
            }

            @Override
            public SessionState failed(Failure failure) {
                return retry(reason(failure), failure.detail(), Duration.ZERO);
            }
        });
    }

    /** A wrong request stays wrong; but what a proxy or a code that nobody knows calls wrong may pass. */
    static boolean isPointless(Refusal refusal) {
        boolean known = refusal.code().isPresent()
                && ErrorCode.of(refusal.code().getAsInt()).isPresent();
        return refusal.treatment() == Treatment.FATAL || (known && refusal.treatment() == Treatment.BAD_REQUEST);
    }

    private static DisconnectReason reason(Failure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> DisconnectReason.UNREACHABLE;
            case MALFORMED_ANSWER -> DisconnectReason.NO_ANSWER;
            case LOCAL -> DisconnectReason.LOCAL_FAILURE;
        };
    }

    @Override
    public SessionState connectionOpened(SessionInput.ConnectionOpened in) {
        if (!(state.phase() instanceof Phase.Connecting connecting) || in.epoch() != state.epoch()) {
            return state;
        }
        act(new SessionAction.Notify(
                new StreamNotice.Connected(state.epoch(), connecting.key().key().fingerprint())));
        return subscribeDue(new Phase.Connected(
                connecting.key(),
                Subscriptions.begin(settings.channels(), now),
                now,
                connecting.key().aliveAt(),
                now,
                now.plus(settings.silenceLimit().orElse(SessionSettings.SILENCE_LIMIT)),
                Option.some(now.plus(SessionSettings.PROVEN_AFTER))));
    }

    private SessionState subscribeDue(Phase.Connected connected) {
        Option<Subscriptions.Wanted> due = connected.subscriptions().due(now);
        if (due.isEmpty()) {
            return to(connected);
        }
        String id = draw().uuid().toString();
        draw();
        act(new SessionAction.Subscribe(state.epoch(), id, due.get().channel()));
        return to(connected.with(connected.subscriptions().asking(id, now)));
    }

    @Override
    public SessionState connectionEnded(SessionInput.ConnectionEnded in) {
        if (in.epoch() != state.epoch()) {
            return state;
        }
        if (state.phase() instanceof Phase.Connecting) {
            return retry(in.reason(), in.detail(), isBan(in.httpStatus()) ? SessionSettings.BAN_PAUSE : Duration.ZERO);
        }
        return state.phase() instanceof Phase.Connected connected
                ? lost(in.reason(), in.detail(), GapReason.CONNECTION_LOST, connected.heardAt())
                : state;
    }

    private static boolean isBan(OptionalInt httpStatus) {
        return httpStatus.isPresent() && HTTP_BANS.contains(httpStatus.getAsInt());
    }

    // What comes over the connection.

    @Override
    public SessionState signalReceived(SessionInput.SignalReceived in) {
        if (!(state.phase() instanceof Phase.Connected connected) || in.epoch() != state.epoch()) {
            return state;
        }
        // When it came, not when it is handled: the session may have been kept waiting.
        Moment heardAt = in.at().compareTo(connected.heardAt()) > 0 ? in.at() : connected.heardAt();
        Phase.Connected hearing = connected.hearing(heardAt, heardAt.plus(settings.silenceLimit().orElse(SessionSettings.SILENCE_LIMIT)));
        return in.signal().match(new HeardSignal(this, state.epoch(), hearing, connected.heardAt(), in.bytes()));
    }

    @Override
    public SessionState keyExtended(SessionInput.KeyExtended in) {
        return state.phase() instanceof Phase.Connected connected && in.epoch() == state.epoch()
                ? in.outcome().match(new ExtensionAnswer(this, connected, in.askedAt(), now))
                : state;
    }

    @Override
    public SessionState overflowed(SessionInput.Overflowed in) {
        if (!(state.phase() instanceof Phase.Closed)) {
            openGap(GapReason.OVERFLOW, in.since());
        }
        return to(state.phase());
    }

    // What time brings.

    @Override
    public SessionState tick(SessionInput.Tick in) {
        if (state.phase() instanceof Phase.AcquiringKey acquiring && now.hasReached(acquiring.answerBy())) {
            return retry(
                    DisconnectReason.NO_ANSWER,
                    "no listen key within " + SessionSettings.KEY_ANSWER_LIMIT.toSeconds() + " s",
                    Duration.ZERO);
        }
        if (state.phase() instanceof Phase.Connecting connecting && now.hasReached(connecting.answerBy())) {
            act(new SessionAction.Disconnect(state.epoch()));
            return retry(
                    DisconnectReason.NO_ANSWER,
                    "no WebSocket handshake within " + SessionSettings.HANDSHAKE_LIMIT.toSeconds() + " s",
                    Duration.ZERO);
        }
        if (state.phase() instanceof Phase.BackingOff backingOff && now.hasReached(backingOff.retryAt())) {
            return attempt();
        }
        return state.phase() instanceof Phase.Connected connected ? tickConnected(connected) : state;
    }

    private SessionState tickConnected(Phase.Connected connected) {
        if (now.hasReached(connected.silentAt())) {
            return lost(
                    DisconnectReason.SILENT,
                    "nothing heard for " + settings.silenceLimit().orElse(SessionSettings.SILENCE_LIMIT).toSeconds() + " s",
                    GapReason.SILENCE,
                    connected.heardAt());
        }
        if (now.hasReached(connected.key().validUntil())) {
            return keyIsDead(
                    connected,
                    "the listen key could not be extended within its " + SessionSettings.KEY_VALIDITY.toMinutes()
                            + " minutes");
        }
        Phase.Connected next = connected;
        Option<Subscriptions.Asked> overdue = next.subscriptions().overdue(now);
        if (overdue.isDefined()) {
            if (overdue.get().wanted().attempt() + 1 >= SessionSettings.SUBSCRIBE_ATTEMPTS_MAX) {
                String channel = overdue.get().wanted().channel().dataType();
                return lost(
                        DisconnectReason.NO_ANSWER,
                        "no acknowledgement for " + channel,
                        GapReason.CONNECTION_LOST,
                        connected.openedAt());
            }
            next = next.with(next.subscriptions().again(overdue.get()));
        }
        if (now.hasReached(next.key().extendAt())) {
            act(new SessionAction.ExtendKey(state.epoch(), next.key().key(), now));
            next = next.with(next.key().asking(now));
        }
        boolean proven = next.provenAt().exists(now::hasReached);
        SessionState after = subscribeDue(proven ? next.proven() : next);
        return proven ? new SessionState(after.phase(), after.epoch(), 0, after.gaps(), after.jitter()) : after;
    }

    // Still to come.

    @Override
    public SessionState subscribe(SessionInput.Subscribe in) {
        return state;
    }

    @Override
    public SessionState unsubscribe(SessionInput.Unsubscribe in) {
        return state;
    }

    @Override
    public SessionState rotate(SessionInput.Rotate in) {
        return state;
    }

    @Override
    public SessionState reconnect(SessionInput.Reconnect in) {
        return state;
    }

    @Override
    public SessionState balancesTold(SessionInput.BalancesTold in) {
        return state;
    }

    @Override
    public SessionState ordersTold(SessionInput.OrdersTold in) {
        return state;
    }

    @Override
    public SessionState orderTold(SessionInput.OrderTold in) {
        return state;
    }

    @Override
    public SessionState fillsTold(SessionInput.FillsTold in) {
        return state;
    }

    @Override
    public SessionState sinkFull(SessionInput.SinkFull in) {
        return state;
    }

    @Override
    public SessionState sinkReady(SessionInput.SinkReady in) {
        return state;
    }

    // How an attempt ends.

    /** A dead key goes on heartbeating: only what it told, or an extension, proves that it was alive. */
    SessionState keyIsDead(Phase.Connected connected, String detail) {
        return lost(DisconnectReason.LISTEN_KEY_DEAD, detail, GapReason.LISTEN_KEY_DEAD, connected.keyAliveAt());
    }

    SessionState lost(DisconnectReason reason, String detail, GapReason gap, Moment since) {
        act(new SessionAction.Disconnect(state.epoch()));
        openGap(gap, since);
        return retry(reason, detail, Duration.ZERO);
    }

    void openGap(GapReason reason, Moment since) {
        gaps++;
        act(new SessionAction.Notify(new StreamNotice.GapOpened(gaps, reason, since)));
    }

    private SessionState retry(DisconnectReason reason, String detail, Duration pause) {
        Duration backoff = settings.backoff().delay(state.failures(), draw());
        // A pause is a floor, not a date: the backoff on top keeps many clients from coming back at once.
        Duration wait = shorter(pause, SessionSettings.PAUSE_MAX).plus(backoff);
        act(new SessionAction.Notify(new StreamNotice.Disconnected(state.epoch(), reason, detail, wait)));
        return new SessionState(
                new Phase.BackingOff(now.plus(wait)), state.epoch(), state.failures() + 1, gaps, jitter);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    SessionState end(StreamNotice.Closed closed) {
        if (state.phase() instanceof Phase.Connecting || state.phase() instanceof Phase.Connected) {
            act(new SessionAction.Disconnect(state.epoch()));
        }
        act(new SessionAction.Notify(closed));
        return to(new Phase.Closed());
    }

    SessionState to(Phase phase) {
        return new SessionState(phase, state.epoch(), state.failures(), gaps, jitter);
    }

    Jitter draw() {
        Jitter drawn = jitter;
        jitter = jitter.next();
        return drawn;
    }
}

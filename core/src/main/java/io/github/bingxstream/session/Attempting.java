package io.github.bingxstream.session;

import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way from nothing to a connection, and how it ends; within one step, for the attempt in use and for the one that is to replace
 * it alike. What comes between is {@link Subscribing}.
 */
final class Attempting {

    /** Forbidden, banned, too many requests: going on makes the ban longer. */
    private static final Set<Integer> HTTP_BANS = Set.of(403, 418, 429);

    private static final String SLEPT = "this machine has slept, or its clock was set";

    private final SessionStep step;

    Attempting(SessionStep step) {
        this.step = step;
    }

    private Moment now() {
        return step.now.moment();
    }

    /** Returns the attempt of an epoch, if it still matters. */
    @Nullable
    Attempt of(long epoch) {
        if (step.attempt.epoch() == epoch) {
            return step.attempt;
        }
        return step.successor.exists(other -> other.epoch() == epoch) ? step.successor.get() : null;
    }

    void put(Attempt changed) {
        if (step.attempt.epoch() == changed.epoch()) {
            step.attempt = changed;
        } else {
            step.successor = Option.some(changed);
        }
    }

    boolean isSuccessor(Attempt one) {
        return one.epoch() != step.attempt.epoch();
    }

    /** Returns the key of the attempt in use. */
    Option<KeyLife> key() {
        if (step.attempt.phase() instanceof Phase.Connected connected) {
            return Option.some(connected.key());
        }
        return step.attempt.phase() instanceof Phase.Connecting connecting
                ? Option.some(connecting.key())
                : Option.none();
    }

    // A key.

    void begin() {
        step.attempt = step.attempt.in(new Phase.AwaitingTurn());
    }

    /** It is this session's turn to connect. */
    void turnToConnect() {
        if (step.attempt.phase() instanceof Phase.AwaitingTurn) {
            step.attempt = generating();
        }
    }

    /** It is this session's turn to extend a key: one. */
    void turnToExtend() {
        Option<Attempt> due =
                Option.some(step.attempt).toList().appendAll(step.successor).find(one -> one.isExtensionDue(now()));
        for (Attempt one : due) {
            if (one.phase() instanceof Phase.Connected connected) {
                step.act(
                        new SessionAction.ExtendKey(one.epoch(), connected.key().key(), step.now));
                put(one.in(connected.with(connected.key().asking(now()))));
            }
        }
    }

    /** There is never more than one call under way: whoever needs a key takes the answer to the one that is. */
    Attempt generating() {
        step.epochs++;
        if (step.post.isEmpty()) {
            step.post = Option.some(new SessionState.Post(step.epochs, step.now));
            step.act(new SessionAction.GenerateKey(step.epochs));
        }
        return new Attempt(step.epochs, new Phase.AcquiringKey(now().plus(SessionSettings.KEY_ANSWER_LIMIT)));
    }

    void keyGenerated(SessionInput.KeyGenerated in) {
        if (!step.post.exists(call -> call.epoch() == in.epoch())) {
            return;
        }
        Now askedAt = step.post.get().askedAt();
        step.post = Option.none();
        Attempt waiting = waiting();
        if (waiting == null) {
            return;
        }
        in.outcome().match(new Outcome.Cases<ListenKey, Boolean>() {
            @Override
            public Boolean answered(ListenKey key) {
                if (isSuccessor(waiting) && key().exists(old -> old.key().equals(key))) {
                    step.rotating().sameKey();
                } else {
                    connect(waiting, KeyLife.generated(key, askedAt, step.draw()));
                }
                return true;
            }

            @Override
            public Boolean refused(Refusal refusal) {
                if (SessionStep.isPointless(refusal) && !isSuccessor(waiting)) {
                    step.end(StreamNotice.Closed.refused(refusal));
                } else {
                    fail(waiting, DisconnectReason.REFUSED, refusal.describe(), in.retryAfter());
                }
                return false;
            }

            @Override
            public Boolean failed(Failure failure) {
                fail(waiting, reason(failure), failure.detail(), Duration.ZERO);
                return false;
            }
        });
    }

    private @Nullable Attempt waiting() {
        if (step.attempt.phase() instanceof Phase.AcquiringKey) {
            return step.attempt;
        }
        return step.successor.exists(other -> other.phase() instanceof Phase.AcquiringKey)
                ? step.successor.get()
                : null;
    }

    private static DisconnectReason reason(Failure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> DisconnectReason.UNREACHABLE;
            case MALFORMED_ANSWER -> DisconnectReason.NO_ANSWER;
            case LOCAL -> DisconnectReason.LOCAL_FAILURE;
        };
    }

    // A connection.

    private void connect(Attempt one, KeyLife key) {
        step.act(new SessionAction.Connect(one.epoch(), key.key()));
        put(one.in(new Phase.Connecting(key, now().plus(SessionSettings.HANDSHAKE_LIMIT))));
    }

    void connectionOpened(long epoch) {
        Attempt opened = of(epoch);
        if (opened == null || !(opened.phase() instanceof Phase.Connecting connecting)) {
            return;
        }
        step.announce(new StreamNotice.Connected(epoch, connecting.key().key().fingerprint()));
        Phase.Connected connected = Phase.Connected.begin(connecting.key(), step.wanted, step.now, step.silence);
        put(opened.in(connected));
        step.subscribing().due(epoch);
    }

    // What time brings.

    void tick() {
        tick(step.attempt);
        for (Attempt other : step.successor) {
            tick(other);
        }
        if (step.retiring.exists(old -> now().hasReached(old.closeAt()))) {
            step.act(new SessionAction.Disconnect(step.retiring.get().epoch()));
            step.retiring = Option.none();
        }
    }

    private void tick(Attempt one) {
        Phase phase = one.phase();
        if (phase instanceof Phase.AcquiringKey acquiring && now().hasReached(acquiring.answerBy())) {
            step.post = Option.none();
            fail(
                    one,
                    DisconnectReason.NO_ANSWER,
                    "no listen key within " + SessionSettings.KEY_ANSWER_LIMIT.toSeconds() + " s",
                    Duration.ZERO);
        } else if (phase instanceof Phase.Connecting connecting && now().hasReached(connecting.answerBy())) {
            step.act(new SessionAction.Disconnect(one.epoch()));
            fail(
                    one,
                    DisconnectReason.NO_ANSWER,
                    "no WebSocket handshake within " + SessionSettings.HANDSHAKE_LIMIT.toSeconds() + " s",
                    Duration.ZERO);
        } else if (phase instanceof Phase.BackingOff backingOff && now().hasReached(backingOff.retryAt())) {
            begin();
        } else if (phase instanceof Phase.Connected connected) {
            tick(one, connected);
        }
    }

    private void tick(Attempt one, Phase.Connected connected) {
        if (now().hasReached(connected.silentAt())) {
            if (connected.beatAt().isEmpty()) {
                step.silence = step.silence.unheard();
            }
            lost(
                    one,
                    DisconnectReason.SILENT,
                    "nothing heard for "
                            + now().since(connected.heardAt().moment()).toSeconds() + " s",
                    GapReason.SILENCE,
                    connected.heardAt());
            return;
        }
        if (connected.key().hasExpired(step.now)) {
            keyIsDead(
                    one,
                    connected,
                    "the listen key could not be extended within its " + SessionSettings.KEY_VALIDITY.toMinutes()
                            + " minutes");
            return;
        }
        Phase.Connected next = connected;
        Option<Subscriptions.Asked> overdue = next.subscriptions().overdue(now());
        if (overdue.isDefined()) {
            if (overdue.get().wanted().attempt() + 1 >= SessionSettings.SUBSCRIBE_ATTEMPTS_MAX) {
                String channel = overdue.get().wanted().channel().dataType();
                lost(
                        one,
                        DisconnectReason.NO_ANSWER,
                        "no acknowledgement for " + channel,
                        GapReason.CONNECTION_LOST,
                        connected.openedAt());
                return;
            }
            next = next.with(next.subscriptions().again(overdue.get()));
        }
        if (next.provenAt().exists(now()::hasReached)) {
            next = next.proven();
            step.failures = isSuccessor(one) ? step.failures : 0;
        }
        put(one.in(next));
        step.subscribing().due(one.epoch());
    }

    /**
     * The machine has slept. What came meanwhile may have been dropped anywhere on its way, and frames that waited in a buffer
     * cannot be told from new ones: so the connection is given up, and everything since the last word before is in doubt.
     */
    void awoke() {
        step.completing().inquiring().interrupted();
        for (SessionState.Retiring old : step.retiring) {
            step.act(new SessionAction.Disconnect(old.epoch()));
        }
        step.retiring = Option.none();
        for (Attempt other : step.successor.filter(Attempt::hasConnection)) {
            lost(other, DisconnectReason.SILENT, SLEPT, GapReason.SILENCE, step.now);
        }
        if (step.attempt.phase() instanceof Phase.Connected connected) {
            lost(step.attempt, DisconnectReason.SILENT, SLEPT, GapReason.SILENCE, connected.heardAt());
        }
    }

    // How it ends.

    void connectionEnded(SessionInput.ConnectionEnded in) {
        Attempt ended = of(in.epoch());
        if (ended == null) {
            if (step.retiring.exists(old -> old.epoch() == in.epoch())) {
                step.retiring = Option.none();
            }
        } else if (ended.phase() instanceof Phase.Connecting) {
            fail(ended, in.reason(), in.detail(), isBan(in.httpStatus()) ? SessionSettings.BAN_PAUSE : Duration.ZERO);
        } else if (ended.phase() instanceof Phase.Connected connected) {
            boolean distrusted = in.reason() == DisconnectReason.GIVEN_UP;
            Now since = distrusted ? step.completing().lastCertain(connected) : connected.heardAt();
            lost(ended, in.reason(), in.detail(), GapReason.CONNECTION_LOST, since);
        }
    }

    private static boolean isBan(OptionalInt httpStatus) {
        return httpStatus.isPresent() && HTTP_BANS.contains(httpStatus.getAsInt());
    }

    /** A dead key goes on heartbeating: only what it told, or an extension, proves that it was alive. */
    void keyIsDead(Attempt one, Phase.Connected connected, String detail) {
        lost(one, DisconnectReason.LISTEN_KEY_DEAD, detail, GapReason.LISTEN_KEY_DEAD, connected.keyAliveAt());
    }

    /** A connection is lost, or given up. */
    void lost(Attempt one, DisconnectReason reason, String detail, GapReason gap, Now since) {
        step.act(new SessionAction.Disconnect(one.epoch(), Trust.after(reason)));
        if (!isSuccessor(one)) {
            step.completing().openGap(gap, since);
        }
        fail(one, reason, detail, Duration.ZERO);
    }

    /** An attempt came to nothing, or to an end. A successor under way takes over at once. */
    private void fail(Attempt one, DisconnectReason reason, String detail, Duration pause) {
        if (isSuccessor(one)) {
            step.rotating().failed(pause);
            return;
        }
        step.completing().inquiring().interrupted();
        if (step.successor.isDefined()) {
            step.announce(new StreamNotice.Disconnected(one.epoch(), reason, detail, Duration.ZERO));
            step.attempt = step.successor.get();
            step.successor = Option.none();
            step.rotating().schedule();
            step.subscribing().subscribedPerhaps();
            return;
        }
        Duration backoff = step.settings.backoff().delay(step.failures, step.draw());
        // A pause is a floor, not a date: the backoff on top keeps many clients from coming back at once.
        Duration wait = SessionStep.shorter(pause, SessionSettings.PAUSE_MAX).plus(backoff);
        step.announce(new StreamNotice.Disconnected(one.epoch(), reason, detail, wait));
        step.failures++;
        step.attempt = one.in(new Phase.BackingOff(now().plus(wait)));
    }

    /** The user wants a new connection: at once, also instead of waiting for the next attempt. */
    void reconnect() {
        if (step.attempt.phase() instanceof Phase.Connected connected) {
            lost(step.attempt, DisconnectReason.RECONNECT_WANTED, "", GapReason.CONNECTION_LOST, connected.heardAt());
        }
        if (step.attempt.phase() instanceof Phase.BackingOff) {
            begin();
        }
    }

    void disconnectAll() {
        if (step.attempt.hasConnection()) {
            step.act(new SessionAction.Disconnect(step.attempt.epoch()));
        }
        step.successor
                .filter(Attempt::hasConnection)
                .forEach(other -> step.act(new SessionAction.Disconnect(other.epoch())));
        step.retiring.forEach(old -> step.act(new SessionAction.Disconnect(old.epoch())));
        step.successor = Option.none();
        step.retiring = Option.none();
    }
}

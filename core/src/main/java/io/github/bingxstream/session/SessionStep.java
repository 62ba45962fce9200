package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.KeyExtension;
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
import java.util.Optional;

/**
 * One step of the session: handles one input, collects the actions on the way, and is thrown away.
 *
 * <p>Reading order: what the user wants, how an attempt proceeds, what comes over the connection, what time brings, how an
 * attempt ends.
 */
final class SessionStep implements SessionInput.Cases<SessionState> {

    private static final int HTTP_FORBIDDEN = 403;

    private final SessionSettings settings;
    private final SessionState state;
    private final Moment now;
    private final List<SessionAction> actions = new ArrayList<>(4);
    private Jitter jitter;
    private long gaps;

    SessionStep(SessionSettings settings, SessionState state, Moment now) {
        this.settings = settings;
        this.state = state;
        this.now = now;
        this.jitter = state.jitter();
        this.gaps = state.gaps();
    }

    List<SessionAction> actions() {
        return actions;
    }

    // What the user wants.

    @Override
    public SessionState open(SessionInput.Open in) {
        return state.phase() instanceof Phase.Idle ? attempt() : state;
    }

    @Override
    public SessionState close(SessionInput.Close in) {
        return state.phase() instanceof Phase.Closed ? state : end(Optional.empty());
    }

    // How an attempt proceeds.

    private SessionState attempt() {
        long epoch = state.epoch() + 1;
        actions.add(new SessionAction.GenerateKey(epoch));
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
                KeyLife life = KeyLife.granted(key, acquiring.askedAt(), draw());
                actions.add(new SessionAction.Connect(state.epoch(), key));
                return to(new Phase.Connecting(life, now.plus(SessionSettings.HANDSHAKE_LIMIT)));
            }

            @Override
            public SessionState refused(Refusal refusal) {
                boolean pointless =
                        refusal.treatment() == Treatment.FATAL || refusal.treatment() == Treatment.BAD_REQUEST;
                return pointless
                        ? end(Optional.of(refusal))
                        : retry(DisconnectReason.REFUSED, refusal.describe(), in.retryAfter());
            }

            @Override
            public SessionState failed(Failure failure) {
                return retry(reason(failure), failure.detail(), Duration.ZERO);
            }
        });
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
        actions.add(new SessionAction.Notify(
                new StreamNotice.Connected(state.epoch(), connecting.key().key().fingerprint())));
        return subscribeDue(new Phase.Connected(
                connecting.key(),
                Subscriptions.begin(settings.channels(), now),
                now,
                now.plus(settings.silenceLimit()),
                Option.some(now.plus(SessionSettings.PROVEN_AFTER))));
    }

    private SessionState subscribeDue(Phase.Connected connected) {
        Option<Subscriptions.Wanted> due = connected.subscriptions().due(now);
        if (due.isEmpty()) {
            return to(connected);
        }
        String id = draw().uuid().toString();
        actions.add(new SessionAction.Subscribe(state.epoch(), id, due.get().channel()));
        return to(connected.with(connected.subscriptions().asking(id, now)));
    }

    @Override
    public SessionState connectionEnded(SessionInput.ConnectionEnded in) {
        if (in.epoch() != state.epoch()) {
            return state;
        }
        if (state.phase() instanceof Phase.Connecting) {
            boolean firewall = in.httpStatus().isPresent() && in.httpStatus().getAsInt() == HTTP_FORBIDDEN;
            return retry(in.reason(), in.detail(), firewall ? SessionSettings.FIREWALL_PAUSE : Duration.ZERO);
        }
        return state.phase() instanceof Phase.Connected connected
                ? lost(connected, in.reason(), in.detail(), GapReason.CONNECTION_LOST)
                : state;
    }

    // What comes over the connection.

    @Override
    public SessionState signalReceived(SessionInput.SignalReceived in) {
        if (!(state.phase() instanceof Phase.Connected connected) || in.epoch() != state.epoch()) {
            return state;
        }
        return in.signal().match(new SignalHandling(connected));
    }

    private final class SignalHandling implements Signal.Cases<SessionState> {

        private final Phase.Connected before;
        private final Phase.Connected connected;

        SignalHandling(Phase.Connected before) {
            this.before = before;
            this.connected = before.hearing(now, now.plus(settings.silenceLimit()));
        }

        @Override
        public SessionState heartbeat(Signal.Heartbeat signal) {
            signal.reply().ifPresent(reply -> actions.add(new SessionAction.SendText(state.epoch(), reply)));
            return to(connected);
        }

        @Override
        public SessionState happened(Signal.Happened signal) {
            for (AccountEvent event : signal.events()) {
                actions.add(new SessionAction.Deliver(event));
            }
            return to(connected);
        }

        @Override
        public SessionState acknowledged(Signal.Acknowledged signal) {
            Option<Subscriptions.Asked> request = connected.subscriptions().answeredBy(signal);
            return request.isEmpty() ? to(connected) : answered(request.get(), signal);
        }

        private SessionState answered(Subscriptions.Asked request, Signal.Acknowledged signal) {
            if (signal.code() == 0 || signal.code() == ErrorCode.REPEATED.number()) {
                actions.add(new SessionAction.Notify(new StreamNotice.Subscribed(
                        state.epoch(), request.wanted().channel())));
                return to(connected.with(connected.subscriptions().granted(request)));
            }
            Refusal refusal = Refusal.ofAcknowledgement(signal.code(), signal.message());
            return switch (refusal.treatment()) {
                case FATAL, BAD_REQUEST, NOT_FOUND -> end(Optional.of(refusal));
                case KEY_DEAD ->
                    lost(connected, DisconnectReason.LISTEN_KEY_DEAD, refusal.describe(), GapReason.LISTEN_KEY_DEAD);
                case BACK_OFF, RESYNC_CLOCK, IGNORE ->
                    lost(connected, DisconnectReason.REFUSED, refusal.describe(), GapReason.CONNECTION_LOST);
            };
        }

        @Override
        public SessionState listenKeyExpired(Signal.ListenKeyExpired signal) {
            boolean ours = signal.listenKey().map(connected.key().key()::equals).orElse(true);
            return ours
                    ? lost(
                            connected,
                            DisconnectReason.LISTEN_KEY_DEAD,
                            "the exchange says that the listen key has expired",
                            GapReason.LISTEN_KEY_DEAD)
                    : to(connected);
        }

        @Override
        public SessionState rejected(Signal.Rejected signal) {
            actions.add(new SessionAction.Notify(
                    new StreamNotice.Quarantined(state.epoch(), signal.why(), signal.bytes(), signal.excerpt())));
            openGap(GapReason.UNDECODABLE, before.heardAt());
            return to(connected);
        }
    }

    @Override
    public SessionState keyExtended(SessionInput.KeyExtended in) {
        if (!(state.phase() instanceof Phase.Connected connected) || in.epoch() != state.epoch()) {
            return state;
        }
        return in.outcome().match(new Outcome.Cases<KeyExtension, SessionState>() {
            @Override
            public SessionState answered(KeyExtension extension) {
                return switch (extension) {
                    case EXTENDED ->
                        to(connected.with(KeyLife.granted(connected.key().key(), in.askedAt(), draw())));
                    case UNCERTAIN -> askAgain();
                    case GONE -> keyIsDead("the exchange does not know the listen key any more");
                };
            }

            @Override
            public SessionState refused(Refusal refusal) {
                return switch (refusal.treatment()) {
                    case FATAL -> end(Optional.of(refusal));
                    case KEY_DEAD, NOT_FOUND -> keyIsDead(refusal.describe());
                    case BACK_OFF, RESYNC_CLOCK, BAD_REQUEST, IGNORE -> askAgain();
                };
            }

            @Override
            public SessionState failed(Failure failure) {
                return askAgain();
            }

            private SessionState askAgain() {
                return to(connected.with(connected.key().askingAgain(now)));
            }

            private SessionState keyIsDead(String detail) {
                return lost(connected, DisconnectReason.LISTEN_KEY_DEAD, detail, GapReason.LISTEN_KEY_DEAD);
            }
        });
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
            actions.add(new SessionAction.Disconnect(state.epoch()));
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
                    connected,
                    DisconnectReason.SILENT,
                    "nothing heard for " + settings.silenceLimit().toSeconds() + " s",
                    GapReason.SILENCE);
        }
        if (now.hasReached(connected.key().validUntil())) {
            return lost(
                    connected,
                    DisconnectReason.LISTEN_KEY_DEAD,
                    "the listen key could not be extended within its " + SessionSettings.KEY_VALIDITY.toMinutes()
                            + " minutes",
                    GapReason.LISTEN_KEY_DEAD);
        }
        Phase.Connected next = connected;
        Option<Subscriptions.Asked> overdue = next.subscriptions().overdue(now);
        if (overdue.isDefined()) {
            if (overdue.get().wanted().attempt() + 1 >= SessionSettings.SUBSCRIBE_ATTEMPTS_MAX) {
                String channel = overdue.get().wanted().channel().dataType();
                return lost(
                        connected,
                        DisconnectReason.NO_ANSWER,
                        "no acknowledgement for " + channel,
                        GapReason.CONNECTION_LOST);
            }
            next = next.with(next.subscriptions().again(overdue.get()));
        }
        if (now.hasReached(next.key().extendAt())) {
            actions.add(new SessionAction.ExtendKey(state.epoch(), next.key().key(), now));
            next = next.with(next.key().asking(now));
        }
        boolean proven = next.provenAt().exists(now::hasReached);
        SessionState after = subscribeDue(proven ? next.proven() : next);
        return proven ? new SessionState(after.phase(), after.epoch(), 0, after.gaps(), after.jitter()) : after;
    }

    // How an attempt ends.

    private SessionState lost(Phase.Connected connected, DisconnectReason reason, String detail, GapReason gap) {
        actions.add(new SessionAction.Disconnect(state.epoch()));
        openGap(gap, connected.heardAt());
        return retry(reason, detail, Duration.ZERO);
    }

    private void openGap(GapReason reason, Moment since) {
        gaps++;
        actions.add(new SessionAction.Notify(new StreamNotice.GapOpened(gaps, reason, since)));
    }

    private SessionState retry(DisconnectReason reason, String detail, Duration pause) {
        Duration backoff = settings.backoff().delay(state.failures(), draw());
        // A pause is a floor, not a date: the backoff on top keeps many clients from coming back at once.
        Duration wait = shorter(pause, SessionSettings.PAUSE_MAX).plus(backoff);
        actions.add(new SessionAction.Notify(new StreamNotice.Disconnected(state.epoch(), reason, detail, wait)));
        return new SessionState(
                new Phase.BackingOff(now.plus(wait)), state.epoch(), state.failures() + 1, gaps, jitter);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private SessionState end(Optional<Refusal> refusal) {
        if (state.phase() instanceof Phase.Connecting || state.phase() instanceof Phase.Connected) {
            actions.add(new SessionAction.Disconnect(state.epoch()));
        }
        actions.add(new SessionAction.Notify(new StreamNotice.Closed(refusal)));
        return to(new Phase.Closed());
    }

    private SessionState to(Phase phase) {
        return new SessionState(phase, state.epoch(), state.failures(), gaps, jitter);
    }

    private Jitter draw() {
        Jitter drawn = jitter;
        jitter = jitter.next();
        return drawn;
    }
}

package io.github.bingxstream.session;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.CloseReason;
import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Treatment;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of the session: takes a state apart, handles one input, puts the next state together, and is thrown away.
 *
 * <p>It knows who is responsible: {@link Attempting} for the way from nothing to a connection and for its end,
 * {@link Rotating} for replacing it, {@link HeardSignal} and {@link ExtensionAnswer} for what comes, {@link Completing} for
 * what was delivered and what may be missing.
 */
final class SessionStep implements SessionInput.Cases<Transition> {

    private static final long SLEPT_NANOS = SessionSettings.SLEPT.toNanos();

    final SessionSettings settings;
    final Now now;

    Attempt attempt;
    Option<Attempt> successor;
    Option<SessionState.Retiring> retiring;
    Option<SessionState.Post> post;
    long epochs;
    int failures;
    Rotation rotation;
    Option<Moment> subscribeAt;
    Silence silence;
    Set<Channel> wanted;
    Tally tally;

    private final SessionState before;
    private @Nullable Completing completing;
    private List<SessionAction> actions = List.of();
    private Jitter jitter;

    SessionStep(SessionSettings settings, SessionState state, Now now) {
        this.settings = settings;
        this.now = now;
        before = state;
        attempt = state.attempt();
        successor = state.successor();
        retiring = state.retiring();
        post = state.post();
        epochs = state.epochs();
        failures = state.failures();
        rotation = state.rotation();
        subscribeAt = state.subscribeAt();
        silence = state.silence();
        wanted = state.wanted();
        tally = state.tally();
        jitter = state.jitter();
    }

    // Who is responsible; most steps need few of them.

    Attempting attempting() {
        return new Attempting(this);
    }

    Subscribing subscribing() {
        return new Subscribing(this);
    }

    Rotating rotating() {
        return new Rotating(this);
    }

    Completing completing() {
        if (completing == null) {
            completing = new Completing(this, before.completeness(), now);
        }
        return completing;
    }

    /** Comes before whatever the input says. */
    void wake() {
        // How far the exchange's clock has gone ahead of ours since the last step.
        long drift = before.at().isEmpty() ? 0 : now.nanosAhead(before.at().get());
        boolean first = epochs <= 1 && attempt.phase() instanceof Phase.AcquiringKey;
        if ((first || drift < 0) && before.completeness().inquiry().begunAt().isEmpty()) {
            // Nothing was heard yet: it is the clock that was corrected, by the first answer.
            Duration ahead = Duration.ofNanos(drift);
            completing().correctClock(ahead);
            post = post.map(
                    call -> new SessionState.Post(call.epoch(), call.askedAt().corrected(ahead)));
        } else if (drift > SLEPT_NANOS) {
            attempting().awoke();
        }
    }

    private Transition done() {
        SessionState next = new SessionState(
                attempt,
                successor,
                retiring,
                post,
                epochs,
                failures,
                rotation,
                subscribeAt,
                silence,
                wanted,
                completing == null ? before.completeness() : completing.state(),
                tally,
                jitter,
                Option.some(now));
        return new Transition(next, actions);
    }

    void act(SessionAction action) {
        // Most steps do one thing or two.
        switch (actions.size()) {
            case 0 -> actions = List.of(action);
            case 1 -> actions = List.of(actions.get(0), action);
            default -> {
                actions = actions.size() == 2 ? new ArrayList<>(actions) : actions;
                actions.add(action);
            }
        }
    }

    void announce(StreamNotice notice) {
        act(new SessionAction.Notify(notice));
    }

    Jitter draw() {
        Jitter drawn = jitter;
        jitter = jitter.next();
        return drawn;
    }

    boolean isClosed() {
        return attempt.phase() instanceof Phase.Closed;
    }

    // What the user wants.

    @Override
    public Transition open(SessionInput.Open in) {
        if (attempt.phase() instanceof Phase.Idle) {
            completing().open(in.checkpoint());
            attempting().begin();
            rotating().schedule();
        }
        return done();
    }

    @Override
    public Transition close(SessionInput.Close in) {
        if (!isClosed()) {
            end(StreamNotice.Closed.byUser());
        }
        return done();
    }

    @Override
    public Transition subscribe(SessionInput.Subscribe in) {
        if (!isClosed() && !wanted.contains(in.channel())) {
            Set<Channel> more = new HashSet<>(wanted);
            more.add(in.channel());
            wanted = Set.copyOf(more);
            if (!(attempt.phase() instanceof Phase.Idle)) {
                completing().channelWanted();
                subscribing().want(in.channel());
            }
        }
        return done();
    }

    @Override
    public Transition unsubscribe(SessionInput.Unsubscribe in) {
        if (!isClosed() && wanted.contains(in.channel()) && wanted.size() > 1) {
            Set<Channel> fewer = new HashSet<>(wanted);
            fewer.remove(in.channel());
            wanted = Set.copyOf(fewer);
            subscribing().release(in.channel());
        }
        return done();
    }

    @Override
    public Transition rotate(SessionInput.Rotate in) {
        if (!isClosed() && !(attempt.phase() instanceof Phase.Idle)) {
            rotating().wanted();
        }
        return done();
    }

    @Override
    public Transition reconnect(SessionInput.Reconnect in) {
        attempting().reconnect();
        return done();
    }

    // What became of an attempt.

    @Override
    public Transition keyGenerated(SessionInput.KeyGenerated in) {
        attempting().keyGenerated(in);
        return done();
    }

    @Override
    public Transition connectionOpened(SessionInput.ConnectionOpened in) {
        attempting().connectionOpened(in.epoch());
        return done();
    }

    @Override
    public Transition connectionEnded(SessionInput.ConnectionEnded in) {
        attempting().connectionEnded(in);
        return done();
    }

    @Override
    public Transition keyExtended(SessionInput.KeyExtended in) {
        Attempt asked = attempting().of(in.epoch());
        if (asked != null && asked.phase() instanceof Phase.Connected connected) {
            in.outcome().match(new ExtensionAnswer(this, asked, connected, in.askedAt()));
        }
        return done();
    }

    // What comes over a connection.

    @Override
    public Transition signalReceived(SessionInput.SignalReceived in) {
        Attempt hearing = attempting().of(in.epoch());
        if (hearing != null && hearing.phase() instanceof Phase.Connected connected) {
            // When it came, not when it is handled: the session may have been kept waiting.
            Phase.Connected heard = connected.hearing(in.at(), now, silence);
            in.signal().match(new HeardSignal(this, hearing, heard, connected.heardAt(), in));
            rotating().completeIfProven();
        } else if (retiring.exists(old -> old.epoch() == in.epoch())) {
            in.signal().match(new LastWords(this, in.epoch(), in.bytes(), in.at()));
        }
        return done();
    }

    @Override
    public Transition overflowed(SessionInput.Overflowed in) {
        if (!isClosed()) {
            completing().overflowed(new Now(in.since(), now.timeOf(in.since())));
        }
        return done();
    }

    @Override
    public Transition sinkFull(SessionInput.SinkFull in) {
        completing().sinkFull();
        return done();
    }

    @Override
    public Transition sinkReady(SessionInput.SinkReady in) {
        completing().sinkReady();
        return done();
    }

    // What REST answers.

    @Override
    public Transition balancesTold(SessionInput.BalancesTold in) {
        completing().questions().balancesTold(in);
        return done();
    }

    @Override
    public Transition ordersTold(SessionInput.OrdersTold in) {
        completing().questions().ordersTold(in);
        return done();
    }

    @Override
    public Transition orderTold(SessionInput.OrderTold in) {
        completing().questions().orderTold(in);
        return done();
    }

    @Override
    public Transition fillsTold(SessionInput.FillsTold in) {
        completing().questions().fillsTold(in);
        return done();
    }

    // What time brings.

    @Override
    public Transition tick(SessionInput.Tick in) {
        if (attempt.phase() instanceof Phase.Closed || attempt.phase() instanceof Phase.Idle) {
            return done();
        }
        attempting().tick();
        if (!isClosed()) {
            completing().tick();
        }
        return done();
    }

    @Override
    public Transition turnCame(SessionInput.TurnCame in) {
        switch (in.turn()) {
            case EXTENSION -> attempting().turnToExtend();
            case CONNECTION -> {
                attempting().turnToConnect();
                rotating().turnCame();
            }
            case REPAIR, AUDIT -> completing().turnCame();
        }
        return done();
    }

    // The end.

    void end(StreamNotice.Closed closed) {
        Option<KeyLife> key = attempting().key();
        attempting().disconnectAll();
        if (closed.reason() == CloseReason.BY_USER && settings.deletesKey()) {
            key.forEach(life -> act(new SessionAction.DeleteKey(life.key())));
        }
        announce(closed);
        attempt = attempt.in(new Phase.Closed());
        completing().inquiring().interrupted();
    }

    /** Tells whether events may come over two connections, and so out of order. */
    boolean overlaps() {
        return retiring.isDefined() || successor.exists(other -> other.phase() instanceof Phase.Connected);
    }

    /** A wrong request stays wrong; but what a proxy or a code that nobody knows calls wrong may pass. */
    static boolean isPointless(Refusal refusal) {
        boolean known = refusal.code().isPresent()
                && ErrorCode.of(refusal.code().getAsInt()).isPresent();
        return refusal.treatment() == Treatment.FATAL || (known && refusal.treatment() == Treatment.BAD_REQUEST);
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.StreamStatus;
import io.github.bingxstream.port.Ticker;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.SessionMachine;
import io.github.bingxstream.session.SessionState;
import io.github.bingxstream.session.Tally;
import io.github.bingxstream.session.Transition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Drives one session. Its turns run one at a time, on the runtime's scheduler or, if the session has nothing else to do, on the
 * thread of the transport that a message comes by; ports answer through the mailbox.
 *
 * <p>The drive loop: <b>1</b> wait for the mailbox or the deadline; <b>2</b> take <i>one</i> input; <b>3</b> step the
 * machine; <b>4</b> perform every action, in order; <b>5</b> read the new state's turns and deadline; <b>6</b> go to 1. Waiting
 * occupies no thread: whoever fills the mailbox starts a turn, and the scheduler ticks at the deadline.
 */
public final class SessionDriver {

    /** How many inputs one turn takes before other streams of the runtime get theirs. */
    private static final int BATCH_MAX = 256;

    /**
     * How many inputs a turn on a thread of the transport's takes: the message that began it, and what came of it. Others of its
     * connections wait meanwhile.
     */
    private static final int BATCH_OF_MESSAGE_MAX = 16;

    /** Messages that follow one another faster keep the scheduler's thread awake, and two threads do more than one. */
    private static final long BURST_NANOS = 50_000;

    /** How long to wait before a busy delivery executor is tried again; short, because the queue is filling meanwhile. */
    private static final Duration DELIVERY_RETRY = Duration.ofMillis(50);

    /** For a sink that never blocks: the turn that has something to tell calls it. */
    private static final Executor IN_PLACE = Runnable::run;

    private static final String SHUT_DOWN =
            "the scheduler takes no more tasks: it was shut down before the stream was closed";

    private final SessionMachine machine;
    private final ScheduledExecutorService scheduler;
    private final Executor deliveries;
    private final Ticker ticker;
    private final InstantSource clock;
    private final SharedAccount shared;
    private final Connections connections;
    private final Delivery delivery;
    private final Performing performing;
    private final CompletableFuture<StreamNotice.Closed> closed = new CompletableFuture<>();

    private final Tickets tickets;
    private final Mailbox mailbox = new Mailbox();
    private final AtomicBoolean turning = new AtomicBoolean();
    private volatile long heardAtNanos = Long.MIN_VALUE / 2;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean broken;
    private volatile SessionState state;

    // Only a turn touches these, and turns follow each other through "turning".
    private final Deque<SessionInput> followUps = new ArrayDeque<>(2);
    private final WakeUp wakeUp;

    /** Creates a driver for a session that has not been opened. */
    public SessionDriver(Parts parts, SessionMachine machine, SessionState state) {
        this.machine = machine;
        this.state = state;
        this.scheduler = parts.scheduler();
        this.deliveries = parts.deliveries().orElse(IN_PLACE);
        this.ticker = parts.ticker();
        this.clock = parts.clock();
        this.shared = parts.shared();
        this.connections = new Connections(shared.connections(), new Inbox());
        this.wakeUp = new WakeUp(scheduler, ticker, () -> tell(new SessionInput.Tick()));
        this.tickets = new Tickets(parts.turns(), shared, scheduler, turn -> tell(new SessionInput.TurnCame(turn)));
        this.delivery = new Delivery(
                parts.sink(), parts.checkpoints().orElse(null), deliveries, new Queued(), parts.eventsMax());
        this.performing = new Performing(
                shared.keys().of(connections, parts.listenKeys()),
                shared.extensions(),
                shared.queries().of(parts.account()),
                connections,
                delivery,
                clock,
                new Performed());
    }

    /** Opens the stream, from a checkpoint or afresh. */
    public void open(Optional<Checkpoint> checkpoint) {
        tell(new SessionInput.Open(checkpoint));
    }

    /** Subscribes a channel, too. */
    public void subscribe(Channel channel) {
        tell(new SessionInput.Subscribe(channel));
    }

    /** Gives a channel up, unless it is the last. */
    public void unsubscribe(Channel channel) {
        tell(new SessionInput.Unsubscribe(channel));
    }

    /** Replaces key and connection, new before old. */
    public void rotate() {
        tell(new SessionInput.Rotate());
    }

    /** Gives the connection up and makes another. */
    public void reconnect() {
        tell(new SessionInput.Reconnect());
    }

    /** Returns the stream at this moment. */
    public StreamStatus status() {
        SessionState now = state;
        Tally tally = now.tally();
        return new StreamStatus(
                state(),
                now.epoch(),
                now.wanted(),
                now.gaps(),
                now.trouble(),
                new StreamStatus.Counters(
                        tally.delivered(),
                        tally.repeated(),
                        tally.dropped() + mailbox.dropped() + delivery.dropped(),
                        tally.quarantined(),
                        now.gapsOpened(),
                        tally.gapsClosed(),
                        tally.repairedFills(),
                        tally.audits(),
                        tally.rotations(),
                        delivery.failures(),
                        delivery.saveFailures()));
    }

    /**
     * Closes the stream and waits, for as long as allowed and whether interrupted or not, until what was queued has reached
     * the sink. Once this has returned, no call to the sink begins.
     */
    public void close(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        tell(new SessionInput.Close());
        Patience.await(closed, deadline);
        // The scheduler was shut down, or is held up by somebody else's task: no turn will tell, so cut the connection
        // here.
        breakOff("the stream was closed, but its scheduler ran no turn");
        Patience.await(performing.deletion(), deadline);
        delivery.finish(deadline);
    }

    /**
     * Tells whether this is called from within the sink, and the sink from within a turn. Then {@link #close} would wait for a
     * turn that waits for it, and somebody else has to call it.
     */
    public boolean isTurningHere() {
        return deliveries == IN_PLACE && delivery.isCallingHere();
    }

    /** Lets no further call to the sink begin. Called from within it; a {@link #close} or {@link #cut} is owed. */
    public void hush() {
        delivery.finish(System.nanoTime());
    }

    /** Ends the stream at once, without a turn of its own. */
    public void cut(String why) {
        breakOff(why);
    }

    public StreamState state() {
        return broken ? StreamState.CLOSED : state.name();
    }

    /** Completes when the stream has ended for good, with the notice that says why. */
    public CompletionStage<StreamNotice.Closed> closed() {
        return closed.minimalCompletionStage();
    }

    // 1: whoever fills the mailbox starts a turn.

    private void tell(SessionInput input) {
        mailbox.add(input, ticker.now());
        startTurn();
    }

    private void startTurn() {
        if (turning.compareAndSet(false, true)) {
            try {
                scheduler.execute(() -> turn(BATCH_MAX));
            } catch (RejectedExecutionException e) {
                breakOff(SHUT_DOWN);
            } catch (Throwable e) {
                // No turn will begin, and none could be started any more.
                breakOff(e);
            }
        }
    }

    /**
     * A message came. To wake another thread for it would take far longer than the turn does, unless there are many; whose sink
     * is called in place asked for none to be woken. If the session is busy, its turn does not end before it has looked for
     * more. A scheduler that was shut down is noticed here, for no timer will tell of anything any more, and the turn that was
     * waiting may have gone with it.
     */
    private void hear(SessionInput.SignalReceived message) {
        Moment now = ticker.now();
        mailbox.add(message, now);
        boolean isBurst = deliveries != IN_PLACE && now.nanos() - heardAtNanos < BURST_NANOS;
        heardAtNanos = now.nanos();
        if (scheduler.isShutdown()) {
            breakOff(SHUT_DOWN);
        } else if (isBurst) {
            startTurn();
        } else if (turning.compareAndSet(false, true)) {
            turn(BATCH_OF_MESSAGE_MAX);
        }
    }

    private void turn(int inputsMax) {
        try {
            for (int inputs = 0; inputs < inputsMax && !broken; inputs++) {
                SessionInput input = take();
                if (input == null) {
                    break;
                }
                stepThrough(input);
            }
            tickets.become(state);
            arm();
        } catch (Throwable e) {
            breakOff(e);
        } finally {
            turning.set(false);
            if (!broken && !mailbox.isEmpty()) {
                startTurn();
            }
        }
    }

    // 2: one input.

    private @Nullable SessionInput take() {
        SessionInput input = mailbox.poll();
        if (input instanceof SessionInput.Tick) {
            wakeUp.cancel();
        } else if (input instanceof SessionInput.TurnCame came) {
            tickets.came(came.turn());
        }
        // What was told before the queue filled up again is no longer true; another one will follow.
        return input instanceof SessionInput.SinkReady && delivery.isFull() ? take() : input;
    }

    // 3 and 4: step, then perform. What performing finds out at once is stepped through before the next action.

    private void stepThrough(SessionInput input) {
        Transition transition = machine.step(state, input, new Now(ticker.now(), clock.instant()));
        state = transition.state();
        for (SessionAction action : transition.actions()) {
            action.match(performing);
            for (SessionInput next = followUps.poll(); next != null; next = followUps.poll()) {
                stepThrough(next);
            }
        }
    }

    // 5: the turns, see Tickets, and the deadline.

    private void arm() {
        try {
            wakeUp.by(broken ? Optional.empty() : state.deadline());
        } catch (RejectedExecutionException e) {
            breakOff(SHUT_DOWN);
        }
    }

    // The end, wanted or not.

    private void end(StreamNotice.Closed notice) {
        if (ended.compareAndSet(false, true)) {
            connections.leaveAll();
            shared.leave();
            tickets.end();
            delivery.notice(notice);
            closed.complete(notice);
        }
    }

    /** Ends a stream that cannot end itself. Does nothing to one that has. */
    private void breakOff(String why) {
        if (!ended.get()) {
            broken = true;
            end(StreamNotice.Closed.broken(why));
        }
    }

    /** A port that breaks its contract, or a mistake of ours. To go on would be to pretend that nothing happened. */
    private void breakOff(Throwable e) {
        breakOff("something threw " + e.getClass().getName());
        Uncaught.report(e);
    }

    /** The delivery executor refused a task: full for now, or shut down for good. */
    private void deliverLater() {
        if (deliveries instanceof ExecutorService service && service.isShutdown()) {
            breakOff("the delivery executor takes no more tasks: it was shut down before the stream was closed");
            return;
        }
        try {
            var unused = scheduler.schedule(delivery::resume, DELIVERY_RETRY.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            breakOff(SHUT_DOWN);
        }
    }

    /** What connections have to say. */
    private final class Inbox implements Connections.Inbox {

        @Override
        public void tell(SessionInput input) {
            SessionDriver.this.tell(input);
        }

        @Override
        public void hear(SessionInput.SignalReceived message) {
            SessionDriver.this.hear(message);
        }
    }

    /** What performing has to say. */
    private final class Performed implements Performing.Hooks {

        @Override
        public void tell(SessionInput input) {
            SessionDriver.this.tell(input);
        }

        @Override
        public void full() {
            followUps.add(new SessionInput.SinkFull());
        }

        @Override
        public boolean isOver() {
            return state().isFinal();
        }

        @Override
        public void ended(StreamNotice.Closed notice) {
            end(notice);
        }
    }

    /** What the queue to the sink has to say. */
    private final class Queued implements Delivery.Callbacks {

        @Override
        public void ready() {
            tell(new SessionInput.SinkReady());
        }

        @Override
        public void refused() {
            deliverLater();
        }
    }
}

package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.port.Ticker;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.SessionMachine;
import io.github.bingxstream.session.SessionState;
import io.github.bingxstream.session.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives one session. Its turns run one at a time on the runtime's scheduler; ports answer through the mailbox.
 *
 * <p>The drive loop: <b>1</b> wait for the mailbox or the deadline; <b>2</b> take <i>one</i> input; <b>3</b> step the
 * machine; <b>4</b> perform every action, in order; <b>5</b> read the new state's deadline; <b>6</b> go to 1. Waiting
 * occupies no thread: whoever fills the mailbox starts a turn, and the scheduler ticks at the deadline.
 */
public final class SessionDriver {

    /** How many messages may wait for a turn, about a second of the busiest account; more becomes a gap. */
    static final int SIGNALS_MAX = 10_000;

    /** How many inputs one turn takes before other streams of the runtime get theirs. */
    private static final int BATCH_MAX = 256;

    private final SessionMachine machine;
    private final ScheduledExecutorService scheduler;
    private final Ticker ticker;
    private final InstantSource clock;
    private final ListenKeyApi listenKeys;
    private final Connections connections;
    private final Delivery delivery;
    private final Performing performing = new Performing();
    private final CompletableFuture<StreamNotice.Closed> closed = new CompletableFuture<>();

    private final Queue<SessionInput> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger signalsWaiting = new AtomicInteger();
    private final AtomicBoolean overflowing = new AtomicBoolean();
    private final AtomicBoolean turning = new AtomicBoolean();
    private volatile SessionState state;

    // Only a turn touches these, and turns follow each other through "turning".
    private final Deque<SessionInput> followUps = new ArrayDeque<>();
    private @Nullable ScheduledFuture<?> wakeUp;
    private @Nullable Moment wakeAt;

    /** Creates a driver for a session that has not been opened. */
    public SessionDriver(Parts parts, SessionMachine machine, SessionState state) {
        this.machine = machine;
        this.state = state;
        this.scheduler = parts.scheduler();
        this.ticker = parts.ticker();
        this.clock = parts.clock();
        this.listenKeys = parts.listenKeys();
        this.connections = new Connections(parts.frames(), parts.endpoint(), parts.ticker(), this::tell);
        this.delivery = new Delivery(parts.sink(), parts.deliveries(), parts.eventsMax());
    }

    /** Opens the stream. */
    public void open() {
        tell(new SessionInput.Open());
    }

    /**
     * Closes the stream and waits a while for what was queued to reach the sink. Once this has returned, no call to the
     * sink begins.
     */
    public void close(Duration patience) {
        tell(new SessionInput.Close());
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            closed.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            // The scheduler was shut down under the stream, or is stuck in somebody else's task: no turn will tell.
            abandon();
        }
        delivery.finish(deadline - System.nanoTime());
    }

    public StreamState state() {
        return state.name();
    }

    /** Completes when the stream has ended for good, with the notice that says why. */
    public CompletionStage<StreamNotice.Closed> closed() {
        return closed;
    }

    // 1: whoever fills the mailbox starts a turn.

    private void tell(SessionInput input) {
        if (input instanceof SessionInput.SignalReceived && signalsWaiting.incrementAndGet() > SIGNALS_MAX) {
            signalsWaiting.decrementAndGet();
            if (overflowing.compareAndSet(false, true)) {
                // Behind everything that was accepted before the loss, ahead of everything after it.
                mailbox.add(new SessionInput.Overflowed(ticker.now()));
            }
        } else {
            mailbox.add(input);
        }
        startTurn();
    }

    private void startTurn() {
        if (turning.compareAndSet(false, true)) {
            try {
                scheduler.execute(this::turn);
            } catch (RejectedExecutionException e) {
                abandon();
            }
        }
    }

    private void turn() {
        for (int inputs = 0; inputs < BATCH_MAX; inputs++) {
            SessionInput input = take();
            if (input == null) {
                break;
            }
            stepThrough(input);
        }
        arm();
        turning.set(false);
        if (!mailbox.isEmpty()) {
            startTurn();
        }
    }

    // 2: one input.

    private @Nullable SessionInput take() {
        SessionInput input = mailbox.poll();
        if (input instanceof SessionInput.SignalReceived) {
            signalsWaiting.decrementAndGet();
        } else if (input instanceof SessionInput.Tick) {
            wakeUp = null;
            wakeAt = null;
        } else if (input instanceof SessionInput.Overflowed) {
            overflowing.set(false);
        }
        return input;
    }

    // 3 and 4: step, then perform. What performing finds out at once is stepped through before anything else.

    private void stepThrough(SessionInput input) {
        for (SessionInput next = input; next != null; next = followUps.poll()) {
            Transition transition = machine.step(state, next, ticker.now());
            state = transition.state();
            for (SessionAction action : transition.actions()) {
                action.match(performing);
            }
        }
    }

    // 5: the deadline. A tick that comes too early is harmless, so a later deadline does not move it.

    private void arm() {
        Optional<Moment> deadline = state.deadline();
        if (deadline.isEmpty()) {
            disarm();
            return;
        }
        Moment at = deadline.get();
        if (wakeAt != null && wakeAt.compareTo(at) <= 0) {
            return;
        }
        disarm();
        long nanos = Math.max(0, at.since(ticker.now()).toNanos());
        try {
            wakeUp = scheduler.schedule(this::tick, nanos, TimeUnit.NANOSECONDS);
            wakeAt = at;
        } catch (RejectedExecutionException e) {
            abandon();
        }
    }

    private void disarm() {
        if (wakeUp != null) {
            wakeUp.cancel(false);
            wakeUp = null;
            wakeAt = null;
        }
    }

    private void tick() {
        mailbox.add(new SessionInput.Tick());
        startTurn();
    }

    /** The user shut the scheduler down under the stream: cut the connection, so that nothing is left behind. */
    private void abandon() {
        connections.closeAll();
        closed.cancel(false);
    }

    /** A call that throws, or a stage that breaks its promise and fails, counts as a failure of our own side. */
    private <T> void whenAnswered(Supplier<CompletionStage<Outcome<T>>> call, Consumer<Outcome<T>> next) {
        CompletionStage<Outcome<T>> stage;
        try {
            stage = call.get();
        } catch (RuntimeException e) {
            next.accept(brokenPromise(e));
            return;
        }
        stage.whenComplete((outcome, e) -> next.accept(outcome != null ? outcome : brokenPromise(e)));
    }

    /** Names the exception's class alone: its message may quote a URL, and URLs hold secrets. */
    private static <T> Outcome<T> brokenPromise(@Nullable Throwable e) {
        String what = e == null ? "nothing" : e.getClass().getName();
        return new Outcome.Failed<>(
                new Failure(Failure.Kind.LOCAL, "the listen key port answered with " + what + ", not with an outcome"));
    }

    private Duration retryAfter(Outcome<ListenKey> outcome) {
        Optional<Instant> retryAt = outcome instanceof Outcome.Refused<ListenKey> refused
                ? refused.refusal().retryAt()
                : Optional.empty();
        Duration wait = retryAt.map(at -> Duration.between(clock.instant(), at)).orElse(Duration.ZERO);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** Step 4: performs actions on the ports and decides nothing. */
    private final class Performing implements SessionAction.Cases {

        @Override
        public void generateKey(SessionAction.GenerateKey action) {
            whenAnswered(
                    listenKeys::generate,
                    outcome -> tell(new SessionInput.KeyGenerated(action.epoch(), outcome, retryAfter(outcome))));
        }

        @Override
        public void extendKey(SessionAction.ExtendKey action) {
            whenAnswered(
                    () -> listenKeys.extend(action.key()),
                    (Outcome<KeyExtension> outcome) ->
                            tell(new SessionInput.KeyExtended(action.epoch(), action.askedAt(), outcome)));
        }

        @Override
        public void connect(SessionAction.Connect action) {
            connections.open(action.epoch(), action.key());
        }

        @Override
        public void disconnect(SessionAction.Disconnect action) {
            connections.close(action.epoch());
        }

        @Override
        public void subscribe(SessionAction.Subscribe action) {
            connections.subscribe(action.epoch(), action.id(), action.channel());
        }

        @Override
        public void sendText(SessionAction.SendText action) {
            connections.send(action.epoch(), action.text());
        }

        @Override
        public void deliver(SessionAction.Deliver action) {
            delivery.event(action.event(), ticker.now())
                    .ifPresent(since -> followUps.add(new SessionInput.Overflowed(since)));
        }

        @Override
        public void notify(SessionAction.Notify action) {
            delivery.notice(action.notice());
            if (action.notice() instanceof StreamNotice.Closed end) {
                closed.complete(end);
            }
        }
    }
}

package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.AccountApi;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Performs the session's actions on the ports and decides nothing: step 4 of the drive loop. */
final class Performing implements SessionAction.Cases {

    /** What the driver hears back. */
    interface Hooks {

        /** An input for the mailbox. */
        void tell(SessionInput input);

        /** The queue to the sink has just become full, which the session learns before the next action. */
        void full();

        /** Returns whether the session has ended, and with it all use of its connections. */
        boolean isOver();

        /** The stream has ended. */
        void ended(StreamNotice.Closed notice);
    }

    private final ListenKeyApi listenKeys;
    private final SharedExtensions extensions;
    private final AccountApi account;
    private final Connections connections;
    private final Delivery delivery;
    private final InstantSource clock;
    private final Hooks driver;

    /** Completes when the listen key has been deleted, or could not be; at once as long as nobody wants it. */
    private volatile CompletableFuture<?> deletion = CompletableFuture.completedFuture(null);

    Performing(
            ListenKeyApi listenKeys,
            SharedExtensions extensions,
            AccountApi account,
            Connections connections,
            Delivery delivery,
            InstantSource clock,
            Hooks driver) {
        this.listenKeys = listenKeys;
        this.extensions = extensions;
        this.account = account;
        this.connections = connections;
        this.delivery = delivery;
        this.clock = clock;
        this.driver = driver;
    }

    CompletableFuture<?> deletion() {
        return deletion;
    }

    @Override
    public void generateKey(SessionAction.GenerateKey action) {
        whenAnswered(
                listenKeys::generate,
                outcome -> driver.tell(new SessionInput.KeyGenerated(action.epoch(), outcome, retryAfter(outcome))));
    }

    @Override
    public void extendKey(SessionAction.ExtendKey action) {
        whenAnswered(
                () -> extensions.extend(listenKeys, action.key(), action.askedAt()),
                (Outcome<KeyExtension> outcome) -> {
                    // One that was granted is told by the connection, to all that use it.
                    if (!SharedExtensions.isGranted(outcome)) {
                        driver.tell(new SessionInput.KeyExtended(action.epoch(), action.askedAt(), outcome));
                    }
                });
    }

    @Override
    public void connect(SessionAction.Connect action) {
        connections.open(action.epoch(), action.key());
    }

    @Override
    public void disconnect(SessionAction.Disconnect action) {
        if (driver.isOver()) {
            connections.leave(action.epoch());
        } else {
            connections.close(action.epoch(), action.trust());
        }
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
    public void unsubscribe(SessionAction.Unsubscribe action) {
        connections.unsubscribe(action.epoch(), action.id(), action.channel());
    }

    @Override
    public void deleteKey(SessionAction.DeleteKey action) {
        if (connections.isInUse(action.key())) {
            // Another stream of this process has it: the exchange hands one key to all that ask.
            return;
        }
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        deletion = ended;
        whenAnswered(() -> listenKeys.delete(action.key()), outcome -> ended.complete(true));
    }

    @Override
    public void queryBalances(SessionAction.QueryBalances action) {
        whenAnswered(
                account::balances,
                outcome -> driver.tell(new SessionInput.BalancesTold(action.query(), outcome, retryAfter(outcome))));
    }

    @Override
    public void queryOpenOrders(SessionAction.QueryOpenOrders action) {
        whenAnswered(
                account::openOrders,
                outcome -> driver.tell(new SessionInput.OrdersTold(action.query(), outcome, retryAfter(outcome))));
    }

    @Override
    public void queryClosedOrders(SessionAction.QueryClosedOrders action) {
        whenAnswered(
                () -> account.closedOrders(action.from(), action.to(), action.page()),
                outcome -> driver.tell(new SessionInput.OrdersTold(action.query(), outcome, retryAfter(outcome))));
    }

    @Override
    public void queryOrder(SessionAction.QueryOrder action) {
        whenAnswered(
                () -> account.order(action.symbol(), action.orderId()),
                outcome -> driver.tell(new SessionInput.OrderTold(action.query(), outcome, retryAfter(outcome))));
    }

    @Override
    public void queryFills(SessionAction.QueryFills action) {
        whenAnswered(
                () -> account.fills(action.from(), action.to()),
                outcome -> driver.tell(new SessionInput.FillsTold(action.query(), outcome, retryAfter(outcome))));
    }

    @Override
    public void queryOrderFills(SessionAction.QueryOrderFills action) {
        whenAnswered(
                () -> account.fills(action.symbol(), action.orderId(), action.from(), action.to()),
                outcome -> driver.tell(new SessionInput.FillsTold(action.query(), outcome, retryAfter(outcome))));
    }

    @Override
    public void saveCheckpoint(SessionAction.SaveCheckpoint action) {
        delivery.position(action.position());
    }

    @Override
    public void deliver(SessionAction.Deliver action) {
        reportFull(delivery.event(action.event(), action.bytes()));
    }

    @Override
    public void notify(SessionAction.Notify action) {
        if (action.notice() instanceof StreamNotice.Closed notice) {
            driver.ended(notice);
        } else {
            reportFull(delivery.notice(action.notice()));
        }
    }

    private void reportFull(boolean full) {
        if (full) {
            driver.full();
        }
    }

    // Calls over REST.

    /** A call that throws, or a stage that breaks its promise and fails, counts as a failure of our own side. */
    private <T> void whenAnswered(Supplier<CompletionStage<Outcome<T>>> call, Consumer<Outcome<T>> next) {
        @Nullable CompletionStage<Outcome<T>> stage;
        try {
            stage = call.get();
        } catch (RuntimeException e) {
            next.accept(brokenPromise(e));
            return;
        }
        if (stage == null) {
            next.accept(brokenPromise(null));
            return;
        }
        stage.whenComplete((outcome, e) -> next.accept(outcome != null ? outcome : brokenPromise(e)));
    }

    /** Names the exception's class alone: its message may quote a URL, and URLs hold secrets. */
    private static <T> Outcome<T> brokenPromise(@Nullable Throwable e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        String what = cause == null ? "nothing" : cause.getClass().getName();
        return new Outcome.Failed<>(
                new Failure(Failure.Kind.LOCAL, "a REST port answered with " + what + ", not with an outcome"));
    }

    private Duration retryAfter(Outcome<?> outcome) {
        Optional<Instant> retryAt = outcome instanceof Outcome.Refused<?> refused
                ? refused.refusal().retryAt()
                : Optional.empty();
        Duration wait = retryAt.map(at -> Duration.between(clock.instant(), at)).orElse(Duration.ZERO);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}

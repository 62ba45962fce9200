package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.port.AccountApi;
import io.github.bingxstream.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The questions that all streams of an account ask REST. While a question is under way, whoever asks the same waits for the next
 * time it is asked, together with all others who do: an answer tells of no time before it was asked for.
 */
final class SharedQueries {

    /** A port that never answers breaks its contract; the next one to ask is not to wait for it. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(5);

    private final Ticker ticker;
    private final Map<List<Object>, Asking<?>> underWay = new HashMap<>();

    SharedQueries(Ticker ticker) {
        this.ticker = ticker;
    }

    /** A question that is under way, and the next time it is to be asked, if anybody waits for that. */
    private static final class Asking<T> {
        private Moment startedAt;
        private @Nullable Round<T> next;

        Asking(Moment startedAt) {
            this.startedAt = startedAt;
        }
    }

    /** One time a question is asked, by the first stream that wanted to know. */
    private record Round<T>(
            AccountApi asker, Supplier<CompletionStage<Outcome<T>>> call, CompletableFuture<Outcome<T>> answer) {

        static <T> Round<T> by(AccountApi asker, Supplier<CompletionStage<Outcome<T>>> call) {
            return new Round<>(asker, call, new CompletableFuture<>());
        }
    }

    private <T> CompletionStage<Outcome<T>> ask(
            AccountApi own, List<Object> question, Supplier<CompletionStage<Outcome<T>>> call) {
        Round<T> round;
        Asking<T> begun = null;
        synchronized (this) {
            Moment now = ticker.now();
            underWay.values().removeIf(each -> now.hasReached(each.startedAt.plus(GIVEN_UP_AFTER)));
            Asking<T> asking = underWay(question);
            if (asking == null) {
                begun = new Asking<>(now);
                underWay.put(question, begun);
                round = Round.by(own, call);
            } else {
                round = asking.next == null ? Round.by(own, call) : asking.next;
                asking.next = round;
            }
        }
        if (begun != null) {
            run(question, begun, round);
        }
        return round.asker == own
                ? round.answer
                : round.answer.thenCompose(outcome -> SharedKeys.concernsAskerAlone(outcome)
                        ? ask(own, question, call)
                        : CompletableFuture.completedFuture(outcome));
    }

    /** A question says what its answer is: the same text, the same type. */
    @SuppressWarnings("unchecked")
    private <T> @Nullable Asking<T> underWay(List<Object> question) {
        return (Asking<T>) underWay.get(question);
    }

    private <T> void run(List<Object> question, Asking<T> asking, Round<T> round) {
        CompletionStage<Outcome<T>> stage;
        try {
            stage = Objects.requireNonNull(round.call.get(), "a port answered with nothing");
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedStage(e);
        }
        stage.whenComplete((outcome, broken) -> {
            Round<T> next;
            synchronized (this) {
                next = asking.next;
                asking.next = null;
                asking.startedAt = ticker.now();
                if (next == null) {
                    underWay.remove(question, asking);
                }
            }
            if (broken != null) {
                round.answer.completeExceptionally(broken);
            } else {
                round.answer.complete(outcome);
            }
            if (next != null) {
                run(question, asking, next);
            }
        });
    }

    /** Returns the port of one stream, over its own. */
    AccountApi of(AccountApi own) {
        return new OfStream(own);
    }

    private final class OfStream implements AccountApi {
        private final AccountApi own;

        OfStream(AccountApi own) {
            this.own = own;
        }

        @Override
        public CompletionStage<Outcome<List<Balance>>> balances() {
            return ask(own, List.of("balances"), own::balances);
        }

        @Override
        public CompletionStage<Outcome<List<Order>>> openOrders() {
            return ask(own, List.of("open orders"), own::openOrders);
        }

        @Override
        public CompletionStage<Outcome<List<Order>>> closedOrders(Instant from, Instant to, int page) {
            return ask(own, List.of("closed orders", from, to, page), () -> own.closedOrders(from, to, page));
        }

        @Override
        public CompletionStage<Outcome<Optional<Order>>> order(Symbol symbol, OrderId orderId) {
            return ask(own, List.of("order", symbol, orderId), () -> own.order(symbol, orderId));
        }

        @Override
        public CompletionStage<Outcome<List<Fill>>> fills(Instant from, Instant to) {
            return ask(own, List.of("fills", from, to), () -> own.fills(from, to));
        }

        @Override
        public CompletionStage<Outcome<List<Fill>>> fills(Symbol symbol, OrderId orderId, Instant from, Instant to) {
            return ask(own, List.of("fills", symbol, orderId, from, to), () -> own.fills(symbol, orderId, from, to));
        }
    }
}

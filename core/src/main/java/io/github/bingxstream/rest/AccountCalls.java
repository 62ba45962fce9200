package io.github.bingxstream.rest;

import io.github.bingxstream.codec.RestAnswers;
import io.github.bingxstream.codec.RestAnswers.Rejection;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.port.AccountApi;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** The queries that repair a gap ("Account" and "Trade" of the spot REST documentation). */
final class AccountCalls implements AccountApi {

    /** Times beyond have more digits than an exchange expects, and far ones do not fit a number of milliseconds at all. */
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    /** A fill without a time cannot be said to be older than another. */
    private static final Comparator<Fill> BY_TIME =
            Comparator.comparing(fill -> fill.time().orElse(Instant.MAX));

    private final RestClient client;

    AccountCalls(RestClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<Outcome<List<Balance>>> balances() {
        return client.call(Endpoint.BALANCES, CanonicalQuery.empty(), Reading.ofBody(RestAnswers::balances));
    }

    /** Without a symbol, all pairs' orders come (change log 2023-12-08). */
    @Override
    public CompletionStage<Outcome<List<Order>>> openOrders() {
        return client.call(Endpoint.OPEN_ORDERS, CanonicalQuery.empty(), Reading.ofBody(RestAnswers::orders));
    }

    /** With a span of time, {@code orderId} is not needed; without a symbol, all pairs' orders come. */
    @Override
    public CompletionStage<Outcome<List<Order>>> closedOrders(Instant from, Instant to, int page) {
        Optional<Failure> unaskable = unaskable(from, to);
        if (unaskable.isPresent()) {
            return failed(unaskable.get());
        }
        if (page < 1 || page > CLOSED_ORDERS_PAGES_MAX) {
            return failed(local("there is no page " + page + " of closed orders: ask for pages 1 to "
                    + CLOSED_ORDERS_PAGES_MAX + ", and for what lies beyond them with a narrower span"));
        }
        CanonicalQuery query = CanonicalQuery.empty()
                .with("startTime", from.toEpochMilli())
                .with("endTime", to.toEpochMilli())
                .with("pageIndex", page)
                .with("pageSize", CLOSED_ORDERS_MAX);
        return client.call(Endpoint.CLOSED_ORDERS, query, Reading.ofBody(RestAnswers::orders));
    }

    @Override
    public CompletionStage<Outcome<Optional<Order>>> order(Symbol symbol, OrderId orderId) {
        CanonicalQuery query =
                CanonicalQuery.empty().with("symbol", symbol.text()).with("orderId", orderId.text());
        return client.call(Endpoint.ORDER, query, new ReadingOfOrder());
    }

    /** Without a symbol, all pairs' fills come. Both ends are inclusive, against the documents but as observed. */
    @Override
    public CompletionStage<Outcome<List<Fill>>> fills(Instant from, Instant to) {
        return fills(CanonicalQuery.empty(), from, to);
    }

    @Override
    public CompletionStage<Outcome<List<Fill>>> fills(Symbol symbol, OrderId orderId, Instant from, Instant to) {
        return fills(CanonicalQuery.empty().with("symbol", symbol.text()).with("orderId", orderId.text()), from, to);
    }

    private CompletionStage<Outcome<List<Fill>>> fills(CanonicalQuery of, Instant from, Instant to) {
        Optional<Failure> unaskable = unaskable(from, to);
        if (unaskable.isPresent()) {
            return failed(unaskable.get());
        }
        CanonicalQuery query = of.with("startTime", from.toEpochMilli())
                .with("endTime", to.toEpochMilli())
                .with("limit", FILLS_MAX);
        return client.call(Endpoint.FILLS, query, Reading.ofBody(AccountCalls::oldestFirst));
    }

    /**
     * A full page was seen to be ascending and to hold the oldest fills of the span, and whoever asks for the next one relies
     * on it. The documents do not promise it, so it is checked. A page that is not full lacks nothing, and may be sorted.
     */
    private static Either<Rejection, List<Fill>> oldestFirst(String body) {
        return RestAnswers.fills(body).flatMap(fills -> {
            if (fills.size() < FILLS_MAX) {
                return Either.right(fills.stream().sorted(BY_TIME).toList());
            }
            for (int i = 1; i < fills.size(); i++) {
                if (BY_TIME.compare(fills.get(i - 1), fills.get(i)) > 0) {
                    return Either.left(new Rejection(
                            "a full page of fills is not oldest first, so that nobody knows which ones it lacks"));
                }
            }
            return Either.right(fills);
        });
    }

    private static Optional<Failure> unaskable(Instant from, Instant to) {
        if (from.isAfter(to)) {
            return Optional.of(local("the span ends before it starts: swap its ends"));
        }
        if (from.isBefore(Instant.EPOCH) || !to.isBefore(YEAR_10000)) {
            return Optional.of(local("the span leaves the years 1970 to 9999: give times of the exchange"));
        }
        return Optional.empty();
    }

    private static Failure local(String detail) {
        return new Failure(Failure.Kind.LOCAL, detail);
    }

    private static <T> CompletionStage<Outcome<T>> failed(Failure failure) {
        return CompletableFuture.completedStage(new Outcome.Failed<>(failure));
    }

    private static final class ReadingOfOrder implements Reading<Optional<Order>> {

        private static final Pattern MISSING =
                Pattern.compile("not exist|not found|no such|not a valid order|cannot find|can't find");
        private static final Pattern PATH = Pattern.compile("\\b(api|path|url|endpoint)\\b");

        @Override
        public Either<Rejection, Optional<Order>> accepted(Answer answer) {
            return RestAnswers.order(answer.response().body()).map(Optional::of);
        }

        @Override
        public Outcome<Optional<Order>> refused(Refusal refusal) {
            return saysNoSuchOrder(refusal) ? new Outcome.Answered<>(Optional.empty()) : new Outcome.Refused<>(refusal);
        }

        /**
         * An order that wrongly counts as missing would close a gap with a lie, so that doubt goes against it. Code 80016 says
         * it plainly. Code 100404 means the order or the path, and 100400 ("order not exist", "symbol not exist", "this api is
         * not exist") any parameter at all: there the words decide.
         */
        private static boolean saysNoSuchOrder(Refusal refusal) {
            int code = refusal.code().orElse(0);
            String words = refusal.message().toLowerCase(Locale.ROOT);
            if (code == ErrorCode.NO_SUCH_ORDER.number()) {
                return !PATH.matcher(words).find();
            }
            return code == ErrorCode.ORDER_NOT_FOUND.number()
                    || (code == ErrorCode.BAD_PARAMETER.number()
                            && words.contains("order")
                            && MISSING.matcher(words).find());
        }
    }
}

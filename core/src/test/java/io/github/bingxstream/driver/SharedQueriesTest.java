package io.github.bingxstream.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.port.AccountApi;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SharedQueriesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private long nanos;
    private final SharedQueries queries = new SharedQueries(() -> new Moment(nanos));
    private final Asked asked = new Asked();
    private final AccountApi one = queries.of(asked);
    private final Asked askedByOther = new Asked();
    private final AccountApi other = queries.of(askedByOther);

    /** Leaves every question open for the test to answer. */
    private static final class Asked implements AccountApi {
        final Deque<CompletableFuture<Outcome<List<Order>>>> open = new ArrayDeque<>();
        final Deque<CompletableFuture<Outcome<List<Fill>>>> fills = new ArrayDeque<>();

        @Override
        public CompletionStage<Outcome<List<Balance>>> balances() {
            throw new IllegalStateException("broken");
        }

        @Override
        public CompletionStage<Outcome<List<Order>>> openOrders() {
            open.add(new CompletableFuture<>());
            return open.getLast();
        }

        @Override
        public CompletionStage<Outcome<List<Order>>> closedOrders(Instant from, Instant to, int page) {
            return openOrders();
        }

        @Override
        public CompletionStage<Outcome<Optional<Order>>> order(Symbol symbol, OrderId orderId) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Outcome<List<Fill>>> fills(Instant from, Instant to) {
            fills.add(new CompletableFuture<>());
            return fills.getLast();
        }

        @Override
        public CompletionStage<Outcome<List<Fill>>> fills(Symbol symbol, OrderId orderId, Instant from, Instant to) {
            return fills(from, to);
        }
    }

    private static Outcome<List<Order>> nothing() {
        return new Outcome.Answered<>(List.of());
    }

    private static <T> Outcome<T> refusedForGood() {
        return new Outcome.Refused<>(Refusal.ofAcknowledgement(100413, ""));
    }

    private static boolean isDone(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }

    @Test
    void who_asks_while_a_question_is_under_way_gets_the_answer_of_the_next_time_together_with_all_others() {
        CompletionStage<Outcome<List<Order>>> first = one.openOrders();
        CompletionStage<Outcome<List<Order>>> second = other.openOrders();
        CompletionStage<Outcome<List<Order>>> third = one.openOrders();
        assertThat(asked.open).hasSize(1);
        assertThat(askedByOther.open).isEmpty();

        asked.open.remove().complete(nothing());
        assertThat(isDone(first)).isTrue();
        assertThat(isDone(second)).as("its answer may not be older than it").isFalse();

        assertThat(askedByOther.open).hasSize(1);
        askedByOther.open.remove().complete(nothing());
        assertThat(isDone(second)).isTrue();
        assertThat(isDone(third)).isTrue();
        assertThat(asked.open).isEmpty();
    }

    @Test
    void questions_that_differ_do_not_wait_for_each_other() {
        one.fills(NOON, NOON.plusSeconds(1));
        one.fills(NOON, NOON.plusSeconds(2));
        other.fills(NOON, NOON.plusSeconds(2));

        assertThat(asked.fills).hasSize(2);
        assertThat(askedByOther.fills).isEmpty();
    }

    @Test
    void who_waited_for_a_stream_that_has_ended_asks_by_itself() {
        one.openOrders();
        CompletionStage<Outcome<List<Order>>> second = one.openOrders();
        CompletionStage<Outcome<List<Order>>> waiting = other.openOrders();

        asked.open.remove().complete(nothing());
        asked.open.remove().complete(new Outcome.Failed<>(new Failure(Failure.Kind.LOCAL, "closed")));

        assertThat(isDone(second)).isTrue();
        assertThat(isDone(waiting)).isFalse();
        askedByOther.open.remove().complete(nothing());
        assertThat(waiting.toCompletableFuture()).isCompletedWithValue(nothing());
    }

    @Test
    void who_waited_for_a_stream_that_is_refused_for_good_asks_by_itself() {
        other.openOrders();
        CompletionStage<Outcome<List<Order>>> refused = one.openOrders();
        CompletionStage<Outcome<List<Order>>> waiting = other.openOrders();

        askedByOther.open.remove().complete(nothing());
        asked.open.remove().complete(refusedForGood());

        assertThat(refused.toCompletableFuture()).isCompletedWithValue(refusedForGood());
        askedByOther.open.remove().complete(nothing());
        assertThat(waiting.toCompletableFuture()).isCompletedWithValue(nothing());
    }

    @Test
    void a_port_that_throws_blocks_nobody() {
        assertThat(one.balances().toCompletableFuture()).isCompletedExceptionally();
        assertThat(other.balances().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void a_port_that_never_answers_is_waited_for_five_minutes() {
        one.openOrders();
        other.openOrders();
        assertThat(askedByOther.open).isEmpty();

        nanos += 300_000_000_000L;
        other.openOrders();

        assertThat(askedByOther.open).hasSize(1);
    }
}

package io.github.bingxstream.session;

import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What REST knows in a play, and tells when it is asked. */
final class PlayedRest {

    final List<Order> open = new ArrayList<>();
    final List<Order> closed = new ArrayList<>();
    final List<Fill> fills = new ArrayList<>();
    final List<Balance> balances = new ArrayList<>();
    final List<SessionAction> asked = new ArrayList<>();

    /** Whether it gives no answer at all. */
    boolean dumb;

    /** What it says instead of an answer; empty when it answers. */
    Optional<Outcome<?>> instead = Optional.empty();

    /** How long it wants to be left alone. */
    Duration retryAfter = Duration.ZERO;

    /** Knows an order as it stands now. */
    void shows(Order order) {
        open.removeIf(other -> other.orderId().equals(order.orderId()));
        closed.removeIf(other -> other.orderId().equals(order.orderId()));
        (order.isTerminal() ? closed : open).add(order);
    }

    /** Counts what it was asked. */
    long times(Class<? extends SessionAction> type) {
        return asked.stream().filter(type::isInstance).count();
    }

    Optional<SessionInput> answer(SessionAction action) {
        Optional<SessionInput> answer = answerTo(action);
        answer.ifPresent(any -> asked.add(action));
        return dumb ? Optional.empty() : answer;
    }

    Optional<SessionInput> answerTo(SessionAction action) {
        if (action instanceof SessionAction.QueryBalances query) {
            return Optional.of(new SessionInput.BalancesTold(query.query(), told(List.copyOf(balances)), retryAfter));
        }
        if (action instanceof SessionAction.QueryOpenOrders query) {
            return Optional.of(new SessionInput.OrdersTold(query.query(), told(List.copyOf(open)), retryAfter));
        }
        if (action instanceof SessionAction.QueryClosedOrders query) {
            List<Order> page = closed.stream()
                    .filter(order -> !order.updateTime().get().isBefore(query.from()))
                    .skip((query.page() - 1) * 100L)
                    .limit(100)
                    .toList();
            return Optional.of(new SessionInput.OrdersTold(query.query(), told(page), retryAfter));
        }
        if (action instanceof SessionAction.QueryOrder query) {
            Optional<Order> found = Optional.<Order>empty()
                    .or(() -> open.stream()
                            .filter(order -> order.orderId().equals(query.orderId()))
                            .findFirst())
                    .or(() -> closed.stream()
                            .filter(order -> order.orderId().equals(query.orderId()))
                            .findFirst());
            return Optional.of(new SessionInput.OrderTold(query.query(), told(found), retryAfter));
        }
        if (action instanceof SessionAction.QueryFills query) {
            List<Fill> page = fills.stream()
                    .filter(fill -> !fill.time().get().isBefore(query.from())
                            && !fill.time().get().isAfter(query.to()))
                    .limit(500)
                    .toList();
            return Optional.of(new SessionInput.FillsTold(query.query(), told(page), retryAfter));
        }
        if (action instanceof SessionAction.QueryOrderFills query) {
            List<Fill> page = fills.stream()
                    .filter(fill -> fill.orderId().equals(query.orderId()))
                    .filter(fill -> !fill.time().get().isBefore(query.from()))
                    .limit(500)
                    .toList();
            return Optional.of(new SessionInput.FillsTold(query.query(), told(page), retryAfter));
        }
        return Optional.empty();
    }

    /** A refusal or failure is one whatever was asked for. */
    @SuppressWarnings("unchecked")
    private <T> Outcome<T> told(T value) {
        return (Outcome<T>) instead.orElseGet(() -> new Outcome.Answered<>(value));
    }
}

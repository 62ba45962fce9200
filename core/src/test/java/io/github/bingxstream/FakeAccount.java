package io.github.bingxstream;

import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.port.AccountApi;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An account on which nothing ever happens; tells so only once it is told to answer. */
class FakeAccount implements AccountApi {

    volatile boolean answers;

    private <T> CompletionStage<Outcome<T>> told(T value) {
        return answers ? CompletableFuture.completedFuture(new Outcome.Answered<>(value)) : new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<List<Balance>>> balances() {
        return told(List.of());
    }

    @Override
    public CompletionStage<Outcome<List<Order>>> openOrders() {
        return told(List.of());
    }

    @Override
    public CompletionStage<Outcome<List<Order>>> closedOrders(Instant from, Instant to, int page) {
        return told(List.of());
    }

    @Override
    public CompletionStage<Outcome<Optional<Order>>> order(Symbol symbol, OrderId orderId) {
        return told(Optional.empty());
    }

    @Override
    public CompletionStage<Outcome<List<Fill>>> fills(Instant from, Instant to) {
        return told(List.of());
    }

    @Override
    public CompletionStage<Outcome<List<Fill>>> fills(Symbol symbol, OrderId orderId, Instant from, Instant to) {
        return told(List.of());
    }
}

package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One order as it truly is and was. Quantities are counted in lots of a thousandth, prices in cents. */
final class SimulatedOrder {

    /**
     * The order after one change.
     *
     * @param at when, in whole milliseconds of the exchange
     * @param filled how many lots are filled
     * @param quote what they cost, in units of 0.00001
     * @param fill the fill that was the change; empty if it was none
     */
    record Version(
            long at,
            ExecutionType execution,
            OrderStatus status,
            long filled,
            long quote,
            Optional<SimulatedFill> fill) {

        Progress progress() {
            return new Progress(filled, Progress.rank(status));
        }
    }

    /** One fill. Its trade id is unique within its symbol only. */
    record SimulatedFill(SimulatedOrder order, TradeId tradeId, long at, long price, long lots, boolean maker) {

        long quote() {
            return price * lots;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return tradeId.hashCode();
        }

        @Override
        public String toString() {
            return "fill " + tradeId + " of " + order + " at " + Agenda.clock(at);
        }
    }

    private final Symbol symbol;
    private final OrderId id;
    private final String clientId;
    private final Side side;
    private final OrderType type;
    private final long price;
    private final long lots;
    private final long createdAt;
    private final List<Version> versions = new ArrayList<>(3);

    SimulatedOrder(
            Symbol symbol,
            OrderId id,
            String clientId,
            Side side,
            OrderType type,
            long price,
            long lots,
            long createdAt) {
        this.symbol = symbol;
        this.id = id;
        this.clientId = clientId;
        this.side = side;
        this.type = type;
        this.price = price;
        this.lots = lots;
        this.createdAt = createdAt;
    }

    Symbol symbol() {
        return symbol;
    }

    OrderId id() {
        return id;
    }

    String clientId() {
        return clientId;
    }

    Side side() {
        return side;
    }

    OrderType type() {
        return type;
    }

    long price() {
        return price;
    }

    long lots() {
        return lots;
    }

    long createdAt() {
        return createdAt;
    }

    void became(Version version) {
        versions.add(version);
    }

    boolean hasBegun() {
        return !versions.isEmpty();
    }

    Version latest() {
        return versions.get(versions.size() - 1);
    }

    long filled() {
        return versions.isEmpty() ? 0 : latest().filled();
    }

    long quote() {
        return versions.isEmpty() ? 0 : latest().quote();
    }

    boolean isDone() {
        return !versions.isEmpty() && latest().status().isTerminal();
    }

    /** Returns the order as it was at a time; empty if it was not yet. */
    Optional<Version> asOf(long at) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (versions.get(i).at() <= at) {
                return Optional.of(versions.get(i));
            }
        }
        return Optional.empty();
    }

    /** Returns the first change that leads beyond a progress. */
    Optional<Version> firstBeyond(Progress progress) {
        for (Version version : versions) {
            if (version.progress().isBeyond(progress)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    Optional<SimulatedFill> fill(TradeId tradeId) {
        for (Version version : versions) {
            if (version.fill().isPresent() && version.fill().get().tradeId().equals(tradeId)) {
                return version.fill();
            }
        }
        return Optional.empty();
    }

    /** Returns what truly became of the order, for people. */
    String history() {
        return versions.stream()
                .map(version -> version.status() + " with " + version.filled() + " at " + Agenda.clock(version.at()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return "order " + id + " (" + symbol + ")";
    }
}

package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.simulation.SimulatedOrder.SimulatedFill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The truth about the account: every order, every fill, every balance, as they are and were. */
final class Books {

    /** How long a closed order stays in the reach of a REST answer that lags. */
    private static final long RECENT = 10 * Agenda.SECONDS;

    /** What an account has of one asset, in units of 0.00001. */
    record Holding(long free, long locked) {}

    private final List<SimulatedOrder> byCreation = new ArrayList<>();
    private final List<SimulatedOrder> byEnd = new ArrayList<>();
    private final List<SimulatedFill> fills = new ArrayList<>();
    private final Map<OrderId, SimulatedOrder> byId = new HashMap<>();
    private final Set<SimulatedOrder> recent = new LinkedHashSet<>();
    private final List<SimulatedOrder> live = new ArrayList<>();
    private final Map<String, Holding> holdings = new LinkedHashMap<>();
    private final Map<Symbol, Integer> tradeIds = new HashMap<>();

    void created(SimulatedOrder order) {
        byCreation.add(order);
        byId.put(order.id(), order);
        recent.add(order);
        live.add(order);
    }

    void changed(SimulatedOrder order, SimulatedOrder.Version version) {
        order.became(version);
        version.fill().ifPresent(fills::add);
        if (version.status().isTerminal()) {
            byEnd.add(order);
            live.remove(order);
        }
    }

    void move(String asset, long free, long locked) {
        Holding held = holding(asset);
        holdings.put(asset, new Holding(held.free() + free, held.locked() + locked));
    }

    Holding holding(String asset) {
        return holdings.getOrDefault(asset, new Holding(0, 0));
    }

    Map<String, Holding> holdings() {
        return holdings;
    }

    /** Two symbols share their trade ids: each counts from the same number. */
    TradeId nextTradeId(Symbol symbol) {
        return new TradeId(Integer.toString(tradeIds.merge(symbol, 38_000_001, (last, first) -> last + 1)));
    }

    List<SimulatedOrder> live() {
        return live;
    }

    List<SimulatedOrder> orders() {
        return byCreation;
    }

    List<SimulatedFill> fills() {
        return fills;
    }

    Optional<SimulatedOrder> order(OrderId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the orders that may have been open a few seconds ago. */
    Set<SimulatedOrder> recentlyOpen(long now) {
        recent.removeIf(order -> order.isDone() && order.latest().at() < now - RECENT);
        return recent;
    }

    /** Returns the orders created in a span, both ends included. */
    List<SimulatedOrder> createdIn(long from, long to) {
        return span(byCreation, SimulatedOrder::createdAt, from, to);
    }

    /** Returns the orders that ended in a span, both ends included. */
    List<SimulatedOrder> endedIn(long from, long to) {
        return span(byEnd, order -> order.latest().at(), from, to);
    }

    /** Returns the fills of a span, both ends included. */
    List<SimulatedFill> filledIn(long from, long to) {
        return span(fills, SimulatedFill::at, from, to);
    }

    private static <T> List<T> span(List<T> all, ToLongFunction<T> time, long from, long to) {
        int begin = firstAtOrAfter(all, time, from);
        int end = firstAtOrAfter(all, time, to + 1);
        return begin >= end ? List.of() : all.subList(begin, end);
    }

    private static <T> int firstAtOrAfter(List<T> all, ToLongFunction<T> time, long at) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time.applyAsLong(all.get(middle)) < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

package io.github.bingxstream.testkit.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every order and fill of one account, up to a limit. Guarded by the account's lock. */
final class OrderRecords {
    /** About 200 MB at most; a soak at 100 events a second runs for an hour before the oldest closed orders go. */
    private static final int KEPT_MAX = 250_000;

    private final TreeMap<Long, SandboxOrder> open = new TreeMap<>();
    private final TreeMap<Long, SandboxOrder> closed = new TreeMap<>();
    private final Deque<SandboxFill> fills = new ArrayDeque<>();
    private final Map<String, Long> byClientId = new HashMap<>();

    OrderRecords() {}

    OrderRecords(OrderRecords copied) {
        open.putAll(copied.open);
        closed.putAll(copied.closed);
        fills.addAll(copied.fills);
        byClientId.putAll(copied.byClientId);
    }

    void put(SandboxOrder order) {
        if (!order.clientOrderId().isEmpty()) {
            byClientId.put(order.clientOrderId(), order.orderId());
        }
        if (order.isOpen()) {
            open.put(order.orderId(), order);
            return;
        }
        open.remove(order.orderId());
        closed.put(order.orderId(), order);
        if (closed.size() > KEPT_MAX) {
            byClientId.remove(closed.pollFirstEntry().getValue().clientOrderId());
        }
    }

    void add(SandboxFill fill) {
        fills.addLast(fill);
        if (fills.size() > KEPT_MAX) {
            fills.removeFirst();
        }
    }

    Optional<SandboxOrder> order(long orderId) {
        return Optional.ofNullable(open.get(orderId)).or(() -> Optional.ofNullable(closed.get(orderId)));
    }

    Optional<SandboxOrder> order(String clientOrderId) {
        return Optional.ofNullable(byClientId.get(clientOrderId)).flatMap(this::order);
    }

    /** Ascending by id, which is by age. */
    List<SandboxOrder> open() {
        return List.copyOf(open.values());
    }

    List<SandboxOrder> closed() {
        return List.copyOf(closed.values());
    }

    List<SandboxOrder> all() {
        TreeMap<Long, SandboxOrder> all = new TreeMap<>(closed);
        all.putAll(open);
        return new ArrayList<>(all.values());
    }

    /** In the order in which they happened. */
    List<SandboxFill> fills() {
        return List.copyOf(fills);
    }
}

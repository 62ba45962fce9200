package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.simulation.SimulatedOrder.SimulatedFill;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the user has been told, beside the truth. A user keeps what he was told together with the checkpoint, so a process
 * that resumes from a checkpoint finds him where he was when it was saved: whatever he was told later is undone.
 */
final class Told {

    private final Books books;
    private final Map<SimulatedOrder, Progress> progress = new HashMap<>();
    private final Set<SimulatedFill> fills = new HashSet<>();
    private final Set<SimulatedFill> missing = new LinkedHashSet<>();
    private final Set<SimulatedOrder> lagging = new LinkedHashSet<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private long forgotten;
    private long firstRepairedAt = Long.MAX_VALUE;

    Told(Books books) {
        this.books = books;
    }

    // The truth goes on.

    void happened(SimulatedOrder order, SimulatedOrder.Version version) {
        version.fill().ifPresent(missing::add);
        lagging.add(order);
    }

    // The user is told.

    void told(OrderUpdate update) {
        update.fill().flatMap(this::truth).ifPresent(this::told);
        told(update.order());
    }

    void told(Order order) {
        books.order(order.orderId()).ifPresent(truth -> progressed(truth, Progress.of(order)));
    }

    private void told(SimulatedFill fill) {
        if (fills.add(fill)) {
            missing.remove(fill);
            undo.addLast(() -> {
                fills.remove(fill);
                missing.add(fill);
            });
        }
    }

    private void progressed(SimulatedOrder order, Progress now) {
        Progress before = progress(order);
        if (now.isBeyond(before)) {
            progress.put(order, now.furthest(before));
            undo.addLast(() -> {
                progress.put(order, before);
                lagging.add(order);
            });
        }
        if (order.hasBegun() && !order.latest().progress().isBeyond(progress(order))) {
            lagging.remove(order);
        }
    }

    /** A gap has closed: from now on, new orders are told completely. */
    void repaired(long at) {
        if (firstRepairedAt == Long.MAX_VALUE) {
            firstRepairedAt = at;
            undo.addLast(() -> firstRepairedAt = Long.MAX_VALUE);
        }
    }

    // Checkpoints.

    long mark() {
        return forgotten + undo.size();
    }

    /** What the user had been told at a mark is his for good. */
    void saved(long mark) {
        while (forgotten < mark && !undo.isEmpty()) {
            undo.removeFirst();
            forgotten++;
        }
    }

    /** The process died: the user is where he was at the last checkpoint. */
    void rollBack() {
        while (!undo.isEmpty()) {
            undo.removeLast().run();
        }
    }

    // Who asks.

    Optional<SimulatedFill> truth(Fill fill) {
        return books.order(fill.orderId())
                .filter(order -> order.symbol().equals(fill.symbol()))
                .flatMap(order -> fill.tradeId().flatMap(order::fill));
    }

    boolean isTold(SimulatedFill fill) {
        return fills.contains(fill);
    }

    Progress progress(SimulatedOrder order) {
        return progress.getOrDefault(order, Progress.UNHEARD);
    }

    /** Returns the fills that the user was not told. */
    Set<SimulatedFill> missing() {
        return missing;
    }

    /** Returns the orders that have come further than the user was told. */
    Set<SimulatedOrder> lagging() {
        return lagging;
    }

    /** Orders that were told once, or created after the first repair, are told to their end. */
    boolean isPromised(SimulatedOrder order) {
        return progress(order).rank() >= 0 || order.createdAt() >= firstRepairedAt;
    }
}

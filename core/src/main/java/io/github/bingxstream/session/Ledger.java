package io.github.bingxstream.session;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.OpenEnum;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Symbol;
import io.vavr.collection.HashMap;
import io.vavr.collection.HashSet;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was delivered of each order, whichever witness told it: the one place where repetitions and steps backwards are
 * recognised.
 *
 * <p>An order is <b>settled</b> when it is done and all its fills were delivered. Settled orders are remembered as long as
 * there is room, because the exchange repeats itself, and are then forgotten, the first settled first.
 *
 * @param entries what is known of each order
 * @param unsettled the orders that are live or lack a fill
 * @param settled the others, by the negated number of their settling, so that the last comes first
 * @param settlings how many orders have settled
 */
record Ledger(Map<Key, Entry> entries, Set<Key> unsettled, SortedMap<Long, Key> settled, long settlings) {

    /** Some hours of a busy account; a few hundred bytes each. */
    static final int ORDERS_MAX = 10_000;

    /** The rank of an order that is done. */
    static final int DONE = 4;

    static final Ledger EMPTY = new Ledger(HashMap.empty(), HashSet.empty(), TreeMap.empty(), 0);

    /** Names an order: order ids are not promised to be unique across symbols. */
    record Key(Symbol symbol, OrderId orderId) {
        static Key of(Order order) {
            return new Key(order.symbol(), order.orderId());
        }

        static Key of(Fill fill) {
            return new Key(fill.symbol(), fill.orderId());
        }
    }

    /**
     * What merging an update came to.
     *
     * @param ledger the ledger after it
     * @param news what to deliver; empty when all of it had been delivered before
     */
    record Merged(Ledger ledger, Option<OrderUpdate> news) {}

    static Ledger resumed(Checkpoint checkpoint, Now now) {
        Ledger ledger = EMPTY;
        for (Checkpoint.OrderMark mark : checkpoint.orders()) {
            ledger = ledger.put(new Key(mark.symbol(), mark.orderId()), Entry.resumed(mark, now));
        }
        return ledger;
    }

    Option<Entry> entry(Key key) {
        return entries.get(key);
    }

    boolean isWhole() {
        return unsettled.forAll(key -> entries.get(key).forAll(Entry::isWhole));
    }

    boolean hasLiveOrders() {
        return unsettled.exists(key -> entries.get(key).exists(entry -> !entry.isTerminal()));
    }

    /**
     * Merges what a witness told. The state of an order never goes backwards; a fill counts once; a late fill counts although it
     * no longer moves the state, and then the order is shown as it is known to stand.
     *
     * @param byStream whether it came over the stream
     */
    Merged merge(OrderUpdate update, Now now, boolean byStream) {
        Order order = update.order();
        BigDecimal upTo = order.cumulativeFilledQuantity();
        Key key = Key.of(order);
        Entry known = entries.get(key).getOrElse(Entry.UNKNOWN);
        Option<Fill> fill = Option.ofOptional(update.fill())
                .filter(each -> !known.hasTold(FillIds.of(each, upTo), each.quantity(), upTo));
        boolean moves = known.isMovedBy(order);
        if (!moves && fill.isEmpty()) {
            return new Merged(this, Option.none());
        }
        Entry next = moves ? known.movedBy(order, now, byStream) : known;
        for (Fill each : fill) {
            next = next.with(FillIds.of(each, upTo), each.quantity(), now, byStream);
        }
        OrderUpdate news =
                new OrderUpdate(update.origin(), next.shown(order), update.executionType(), fill.toJavaOptional());
        return new Merged(put(key, next), Option.some(news));
    }

    /** Takes note of an order that is no news: it stood like this before the stream was opened. */
    Ledger knowing(Order order, Now now) {
        Key key = Key.of(order);
        Entry known = entries.get(key).getOrElse(Entry.UNKNOWN);
        return put(key, known.movedBy(order, now, false).withHistory(order.cumulativeFilledQuantity()));
    }

    /** Takes note of fills that are no news: they happened before the stream was opened. */
    Ledger knowing(Key key, Iterable<Fill> fills, Now now) {
        Entry next = entries.get(key).getOrElse(Entry.UNKNOWN);
        for (Fill fill : fills) {
            String id = FillIds.of(fill);
            if (!next.hasTold(id, fill.quantity(), next.filled())) {
                next = next.with(id, fill.quantity(), now, false).lessHistory(fill.quantity());
            }
        }
        return put(key, next);
    }

    /** What an order lacks of what was filled before the stream was opened is not asked for any more. */
    Ledger withoutHistory(Key key) {
        return entries.get(key).map(entry -> put(key, entry.withoutHistory())).getOrElse(this);
    }

    /** The exchange does not know the order any more. */
    Ledger without(Key key) {
        return new Ledger(entries.remove(key), unsettled.remove(key), settled, settlings);
    }

    private Ledger put(Key key, Entry entry) {
        boolean settles = entry.isTerminal() && entry.isWhole();
        boolean wasSettled = entries.containsKey(key) && !unsettled.contains(key);
        Map<Key, Entry> all = entries.put(key, entry);
        if (settles && !wasSettled) {
            long number = settlings + 1;
            return new Ledger(all, unsettled.remove(key), settled.put(-number, key), number).withinLimit();
        }
        if (settles || unsettled.contains(key)) {
            return new Ledger(all, unsettled, settled, settlings);
        }
        // A settled order that lacks a fill after all keeps its place in the row, and is forgotten with it.
        return new Ledger(all, unsettled.add(key), settled, settlings).withinLimit();
    }

    private Ledger withinLimit() {
        if (entries.size() <= ORDERS_MAX) {
            return this;
        }
        if (settled.isEmpty()) {
            // More live orders than the exchange allows: nothing better to forget.
            Key any = unsettled.head();
            return new Ledger(entries.remove(any), unsettled.remove(any), settled, settlings);
        }
        Key oldest = settled.last()._2();
        return new Ledger(entries.remove(oldest), unsettled.remove(oldest), settled.init(), settlings);
    }

    /** Returns the marks of the orders that are not settled and of those that changed at {@code from} or later. */
    List<Checkpoint.OrderMark> marks(Instant from) {
        List<Checkpoint.OrderMark> marks = new ArrayList<>();
        for (Key key : settled.values()) {
            Option<Entry> entry = entries.get(key);
            if (entry.exists(each -> each.changedAt().isBefore(from))) {
                break;
            }
            entry.forEach(each -> marks.add(each.mark(key)));
        }
        Collections.reverse(marks);
        unsettled.forEach(key -> entries.get(key).forEach(entry -> marks.add(entry.mark(key))));
        return marks;
    }

    /** Orders the statuses of one order in time; one that nobody knows says nothing about that. */
    static int rank(OpenEnum<OrderStatus> status) {
        return status.known()
                .map(known -> switch (known) {
                    case NEW -> 0;
                    case PENDING, WORKING -> 1;
                    case PARTIALLY_FILLED -> 2;
                    case PENDING_CANCEL -> 3;
                    case FILLED, CANCELED, EXPIRED, FAILED -> DONE;
                })
                .orElse(-1);
    }
}

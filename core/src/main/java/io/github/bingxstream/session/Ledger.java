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
import io.vavr.collection.Iterator;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;

/**
 * What was delivered of each order, whichever witness told it: the one place where repetitions and steps backwards are
 * recognised.
 *
 * <p>An order is <b>settled</b> when it is done and all its fills were delivered. Settled orders are remembered as long as
 * there is room, because the exchange repeats itself, and are then forgotten, the first settled first. They are kept apart from the
 * others: almost every update is about one of those, which are few.
 *
 * @param unsettled the orders that are live or lack a fill
 * @param settled the others
 * @param row the orders in the row in which they settled
 */
record Ledger(Map<Key, Entry> unsettled, Map<Key, Entry> settled, Row row) {

    /** Some hours of a busy account; a few hundred bytes each. */
    static final int ORDERS_MAX = 10_000;

    /** The rank of an order that is done. */
    static final int DONE = 4;

    static final Ledger EMPTY = new Ledger(HashMap.empty(), HashMap.empty(), Row.EMPTY);

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
     * @param entry what it knows of the order
     * @param news what to deliver; empty when all of it had been delivered before
     */
    record Merged(Ledger ledger, Entry entry, Option<OrderUpdate> news) {}

    /**
     * Orders in the row in which they settled. One that settled twice stands in it twice.
     *
     * @param late those that settled last, the last first
     * @param early the others, the first first
     */
    record Row(List<Key> late, List<Key> early) {

        static final Row EMPTY = new Row(List.empty(), List.empty());

        Row with(Key last) {
            return new Row(late.prepend(last), early);
        }

        boolean isEmpty() {
            return late.isEmpty() && early.isEmpty();
        }

        /** Turns half of the row round when its beginning is asked for, so that its end is still at hand. */
        Row fromTheFirst() {
            if (!early.isEmpty()) {
                return this;
            }
            var halves = late.splitAt(late.size() / 2);
            return new Row(halves._1(), halves._2().reverse());
        }

        Key first() {
            return early.head();
        }

        Row withoutFirst() {
            return new Row(late, early.tail());
        }

        Iterator<Key> fromTheLast() {
            return Iterator.concat(late, () -> early.reverse().iterator());
        }
    }

    static Ledger resumed(Checkpoint checkpoint, Now now) {
        Ledger ledger = EMPTY;
        for (Checkpoint.OrderMark mark : checkpoint.orders()) {
            ledger = ledger.put(new Key(mark.symbol(), mark.orderId()), Entry.resumed(mark, now));
        }
        return ledger;
    }

    Option<Entry> entry(Key key) {
        Option<Entry> entry = unsettled.get(key);
        return entry.isDefined() ? entry : settled.get(key);
    }

    int size() {
        return unsettled.size() + settled.size();
    }

    boolean isWhole() {
        return unsettled.forAll(each -> each._2().isWhole());
    }

    boolean hasLiveOrders() {
        return unsettled.exists(each -> !each._2().isTerminal());
    }

    /**
     * Merges what a witness told. The state of an order never goes backwards; a fill counts once; a late fill counts although it
     * no longer moves the state, and then the order is shown as it is known to stand.
     *
     * @param byStream whether it came over the stream
     */
    Merged merge(OrderUpdate update, Now now, boolean byStream) {
        Order order = update.order();
        Key key = Key.of(order);
        Entry known = entry(key).getOrElse(Entry.UNKNOWN);
        boolean moves = known.isMovedBy(order);
        Fill fill = update.fill().orElse(null);
        BigDecimal upTo = order.cumulativeFilledQuantity();
        String id = fill == null ? null : FillIds.of(fill, upTo);
        boolean fills = fill != null && id != null && !known.hasTold(id, fill.quantity(), upTo);
        if (!moves && !fills) {
            return new Merged(this, known, Option.none());
        }
        Entry next = known.after(moves ? order : null, fills ? id : null, update.lastFilledQuantity(), now, byStream);
        boolean asTold = next.isShownBy(order) && fills == update.fill().isPresent();
        OrderUpdate news = asTold
                ? update
                : new OrderUpdate(
                        update.origin(),
                        next.shown(order),
                        update.executionType(),
                        fills ? update.fill() : Optional.empty());
        return new Merged(put(key, next), next, Option.some(news));
    }

    /** Takes note of an order that is no news: it stood like this before the stream was opened. */
    Ledger knowing(Order order, Now now) {
        Key key = Key.of(order);
        Entry known = entry(key).getOrElse(Entry.UNKNOWN);
        return put(key, known.movedBy(order, now, false).withHistory(order.cumulativeFilledQuantity()));
    }

    /** Takes note of fills that are no news: they happened before the stream was opened. */
    Ledger knowing(Key key, Iterable<Fill> fills, Now now) {
        Entry next = entry(key).getOrElse(Entry.UNKNOWN);
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
        return entry(key).map(entry -> put(key, entry.withoutHistory())).getOrElse(this);
    }

    /** The exchange does not know the order any more. */
    Ledger without(Key key) {
        return new Ledger(unsettled.remove(key), settled.remove(key), row);
    }

    private Ledger put(Key key, Entry entry) {
        boolean settles = entry.isTerminal() && entry.isWhole();
        boolean wasSettled = settled.containsKey(key);
        if (settles) {
            return new Ledger(
                            wasSettled ? unsettled : unsettled.remove(key),
                            settled.put(key, entry),
                            wasSettled ? row : row.with(key))
                    .withinLimit();
        }
        // A settled order that lacks a fill after all keeps its place in the row, and is forgotten with it.
        return new Ledger(unsettled.put(key, entry), wasSettled ? settled.remove(key) : settled, row).withinLimit();
    }

    private Ledger withinLimit() {
        if (size() <= ORDERS_MAX) {
            return this;
        }
        if (row.isEmpty()) {
            // More live orders than the exchange allows: nothing better to forget.
            return new Ledger(unsettled.tail(), settled, row);
        }
        Row rest = row.fromTheFirst();
        return new Ledger(unsettled.remove(rest.first()), settled.remove(rest.first()), rest.withoutFirst());
    }

    /** Returns the marks of the orders that are not settled and of those that changed at {@code from} or later. */
    java.util.List<Checkpoint.OrderMark> marks(Instant from) {
        java.util.List<Checkpoint.OrderMark> marks = new ArrayList<>();
        for (Key key : row.fromTheLast()) {
            Option<Entry> entry = entry(key);
            if (entry.exists(each -> each.changedAt().isBefore(from))) {
                break;
            }
            settled.get(key).forEach(each -> marks.add(each.mark(key)));
        }
        Collections.reverse(marks);
        unsettled.forEach((key, entry) -> marks.add(entry.mark(key)));
        return marks;
    }

    /** Orders the statuses of one order in time; one that nobody knows says nothing about that. */
    static int rank(OpenEnum<OrderStatus> status) {
        return status.known().isEmpty()
                ? -1
                : switch (status.known().get()) {
                    case NEW -> 0;
                    case PENDING, WORKING -> 1;
                    case PARTIALLY_FILLED -> 2;
                    case PENDING_CANCEL -> 3;
                    case FILLED, CANCELED, EXPIRED, FAILED -> DONE;
                };
    }
}

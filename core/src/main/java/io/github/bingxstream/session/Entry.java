package io.github.bingxstream.session;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.OpenEnum;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.TradeId;
import io.vavr.collection.HashSet;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/**
 * What was delivered of one order.
 *
 * @param rank how far its status is, see {@link Ledger#rank}; below zero when nothing is known
 * @param status where it stands
 * @param filled all its fills together, as the exchange told
 * @param told all its fills together that were delivered or are no news
 * @param fills the ids of those fills
 * @param createdAt the exchange\'s time of its creation; empty when it is not known
 * @param changedAt when any of this changed last
 * @param streamedAt when the stream changed any of this last; empty when only REST did
 */
record Entry(
        int rank,
        OpenEnum<OrderStatus> status,
        BigDecimal filled,
        BigDecimal told,
        Set<String> fills,
        Option<Instant> createdAt,
        Instant changedAt,
        Option<Now> streamedAt) {

    /** Fills of one order whose ids are remembered. Beyond that, what would fill it beyond its quantity is a repetition. */
    static final int FILLS_MAX = 10_000;

    static final Entry UNKNOWN = new Entry(
            -1,
            OrderStatus.of("NEW"),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            HashSet.empty(),
            Option.none(),
            Instant.EPOCH,
            Option.none());

    /** Sums of quantities that went through a double differ in the last of some sixteen digits. */
    private static final BigDecimal NOISE = new BigDecimal("1E-10");

    static Entry resumed(Checkpoint.OrderMark mark, Now now) {
        return new Entry(
                Ledger.rank(mark.status()),
                mark.status(),
                mark.cumulativeFilledQuantity(),
                mark.deliveredQuantity(),
                HashSet.ofAll(mark.deliveredFills()).map(TradeId::text),
                Option.none(),
                now.time(),
                Option.none());
    }

    boolean isTerminal() {
        return rank == 5;
    }

    /** Tells whether all the fills that the exchange counts were delivered. */
    boolean isWhole() {
        return told.compareTo(filled) >= 0 || isNoise(filled.subtract(told), filled);
    }

    boolean hasTold(String fill) {
        return fills.contains(fill);
    }

    /** Tells whether the order as told stands later than the one known. */
    boolean isMovedBy(Order order) {
        BigDecimal quantity = order.cumulativeFilledQuantity();
        int ahead = compare(quantity, filled);
        return ahead > 0 || (ahead == 0 && Ledger.rank(order.status()) > rank);
    }

    /** Tells whether the order as told stands earlier than the one known. */
    boolean isAheadOf(Order order) {
        int ahead = compare(filled, order.cumulativeFilledQuantity());
        return ahead > 0 || (ahead == 0 && rank > Ledger.rank(order.status()));
    }

    Entry movedBy(Order order, Now now, boolean byStream) {
        int newRank = Ledger.rank(order.status());
        return new Entry(
                Math.max(rank, newRank),
                newRank > rank ? order.status() : status,
                filled.max(order.cumulativeFilledQuantity()),
                told,
                fills,
                createdAt.orElse(Option.ofOptional(order.createTime())),
                now.time(),
                byStream ? Option.some(now) : streamedAt);
    }

    Entry with(String id, Fill fill, Now now, boolean byStream) {
        return new Entry(
                rank,
                status,
                filled,
                told.add(fill.quantity()),
                fills.size() < FILLS_MAX ? fills.add(id) : fills,
                createdAt,
                now.time(),
                byStream ? Option.some(now) : streamedAt);
    }

    Entry assumedWhole() {
        return new Entry(rank, status, filled, filled.max(told), fills, createdAt, changedAt, streamedAt);
    }

    /** Returns the order as told, but with what is known to be later. */
    Order shown(Order order) {
        if (status.text().equals(order.status().text()) && compare(filled, order.cumulativeFilledQuantity()) == 0) {
            return order;
        }
        return order.standing(status, filled);
    }

    Checkpoint.OrderMark mark(Ledger.Key key) {
        return new Checkpoint.OrderMark(
                key.symbol(),
                key.orderId(),
                status,
                filled,
                told,
                fills.map(TradeId::new).toJavaList());
    }

    static int compare(BigDecimal one, BigDecimal other) {
        int order = one.compareTo(other);
        return order != 0 && isNoise(one.subtract(other), one) ? 0 : order;
    }

    private static boolean isNoise(BigDecimal difference, BigDecimal quantity) {
        return difference.abs().compareTo(quantity.abs().multiply(NOISE, MathContext.DECIMAL64)) <= 0;
    }
}

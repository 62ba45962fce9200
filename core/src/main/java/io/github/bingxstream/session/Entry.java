package io.github.bingxstream.session;

import io.github.bingxstream.domain.Checkpoint;
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
import org.jspecify.annotations.Nullable;

/**
 * What was delivered of one order.
 *
 * @param rank how far its status is, see {@link Ledger#rank}; below zero when nothing is known
 * @param status where it stands, as far as it is known
 * @param strange the last status of which nobody knows what it means; empty text when there was none
 * @param filled all its fills together, as the exchange told
 * @param told all its fills together that were delivered or are no news
 * @param history how much of it was filled before the stream was opened and has not been told yet
 * @param fills the ids of those fills
 * @param vague whether a fill was told that cannot be told from its repetition by its id
 * @param createdAt the exchange's time of its creation; empty when it is not known
 * @param changedAt when any of this changed last
 * @param streamedAt when the stream changed any of this last; empty when only REST did
 */
record Entry(
        int rank,
        OpenEnum<OrderStatus> status,
        String strange,
        BigDecimal filled,
        BigDecimal told,
        BigDecimal history,
        Set<String> fills,
        boolean vague,
        Option<Instant> createdAt,
        Instant changedAt,
        Option<Now> streamedAt) {

    /** Fills of one order whose ids are remembered. Beyond that, what would fill it beyond its quantity is a repetition. */
    static final int FILLS_MAX = 10_000;

    static final Entry UNKNOWN = new Entry(
            -1,
            OrderStatus.of("NEW"),
            "",
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            HashSet.empty(),
            false,
            Option.none(),
            Instant.EPOCH,
            Option.none());

    /** Sums of quantities that went through a double differ in the last of some sixteen digits. */
    private static final BigDecimal NOISE = new BigDecimal("1E-10");

    static Entry resumed(Checkpoint.OrderMark mark, Now now) {
        Set<String> fills = HashSet.ofAll(mark.deliveredFills()).map(TradeId::text);
        return new Entry(
                Math.max(0, Ledger.rank(mark.status())),
                mark.status(),
                "",
                mark.cumulativeFilledQuantity(),
                mark.deliveredQuantity(),
                BigDecimal.ZERO,
                fills,
                fills.exists(FillIds::isMadeUp),
                Option.none(),
                now.time(),
                Option.none());
    }

    boolean isTerminal() {
        return rank == Ledger.DONE;
    }

    /** Tells whether all the fills that the exchange counts were delivered. */
    boolean isWhole() {
        return told.compareTo(filled) >= 0 || isNoise(filled.subtract(told), filled);
    }

    /**
     * Tells whether a fill was told before: by its id, or, where ids do not tell, because the order is not filled that far.
     *
     * @param upTo how far the order is filled, as whoever tells of the fill says
     */
    boolean hasTold(String id, BigDecimal quantity, BigDecimal upTo) {
        return fills.contains(id)
                || ((vague || FillIds.isMadeUp(id) || fills.size() >= FILLS_MAX)
                        && compare(told.add(quantity), filled.max(upTo)) > 0);
    }

    /** Tells whether the order as told stands later than the one known. */
    boolean isMovedBy(Order order) {
        int ahead = compare(order.cumulativeFilledQuantity(), filled);
        if (ahead != 0) {
            return ahead > 0;
        }
        return order.status().known().isEmpty()
                ? !isTerminal() && !order.status().text().equals(strange)
                : Ledger.rank(order.status()) > rank;
    }

    /**
     * Tells whether the order as told stands earlier than the one known. Two live statuses that differ prove nothing: the
     * exchange does not use them alike everywhere.
     */
    boolean isAheadOf(Order order) {
        int ahead = compare(filled, order.cumulativeFilledQuantity());
        return ahead > 0 || (ahead == 0 && isTerminal() && Ledger.rank(order.status()) < Ledger.DONE);
    }

    Entry movedBy(Order order, Now now, boolean byStream) {
        return after(order, null, BigDecimal.ZERO, now, byStream);
    }

    Entry with(String fill, BigDecimal quantity, Now now, boolean byStream) {
        return after(null, fill, quantity, now, byStream);
    }

    /** The order moved, or a fill of it was told, or both at once. */
    Entry after(@Nullable Order order, @Nullable String fill, BigDecimal quantity, Now now, boolean byStream) {
        OpenEnum<OrderStatus> newStatus = order == null ? status : order.status();
        int newRank = order == null ? rank : Ledger.rank(newStatus);
        boolean isStrange = newStatus.known().isEmpty();
        boolean isNew = fill != null && fills.size() < FILLS_MAX;
        return new Entry(
                order == null ? rank : Math.max(Math.max(rank, newRank), 0),
                newRank > rank && !isStrange ? newStatus : status,
                order != null && isStrange ? newStatus.text() : strange,
                order == null ? filled : filled.max(order.cumulativeFilledQuantity()),
                fill == null ? told : told.signum() == 0 ? quantity : told.add(quantity),
                history,
                isNew ? fills.add(fill) : fills,
                vague || (fill != null && FillIds.isMadeUp(fill)),
                order == null || createdAt.isDefined() ? createdAt : Option.ofOptional(order.createTime()),
                now.time(),
                byStream ? Option.some(now) : streamedAt);
    }

    /** So much was filled before the stream was opened. */
    Entry withHistory(BigDecimal quantity) {
        return new Entry(rank, status, strange, filled, told, quantity, fills, vague, createdAt, changedAt, streamedAt);
    }

    /** A fill of before the stream was opened was told. */
    Entry lessHistory(BigDecimal quantity) {
        return withHistory(history.subtract(quantity).max(BigDecimal.ZERO));
    }

    /** What is missing and was filled before the stream was opened is not asked for any more. */
    Entry withoutHistory() {
        BigDecimal written = filled.subtract(told).min(history).max(BigDecimal.ZERO);
        return new Entry(
                rank,
                status,
                strange,
                filled,
                told.add(written),
                history.subtract(written),
                fills,
                vague,
                createdAt,
                changedAt,
                streamedAt);
    }

    /** Returns the order as told, but with what is known to be later. A status that nobody knows is shown as it came. */
    Order shown(Order order) {
        return isShownBy(order) ? order : order.standing(isStrange(order) ? order.status() : status, filled);
    }

    /** Tells whether nothing is known to be later than the order as told. */
    boolean isShownBy(Order order) {
        return (isStrange(order) || status.text().equals(order.status().text()))
                && compare(filled, order.cumulativeFilledQuantity()) == 0;
    }

    private boolean isStrange(Order order) {
        return order.status().known().isEmpty() && !isTerminal();
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
        if (order != 0 && isMoreThanNoise(one.doubleValue(), other.doubleValue())) {
            return order;
        }
        return order != 0 && isNoise(one.subtract(other), one) ? 0 : order;
    }

    /** Most differences are ten times what noise can be and more, which is seen without making decimals. */
    private static boolean isMoreThanNoise(double one, double other) {
        return Math.abs(one - other) > 1E-9 * Math.max(Math.abs(one), Math.abs(other));
    }

    private static boolean isNoise(BigDecimal difference, BigDecimal quantity) {
        return difference.abs().compareTo(quantity.abs().multiply(NOISE, MathContext.DECIMAL64)) <= 0;
    }
}

package io.github.bingxstream.domain;

/**
 * Where an order stands. Field {@code X} of the order event, {@code status} over REST.
 *
 * <p>{@link #PENDING} is the normal status of a resting limit order. {@link #CANCELED}, {@link #EXPIRED} and
 * {@link #FAILED} may carry fills.
 */
public enum OrderStatus {
    /** Accepted, but not in the book. */
    NEW(false),
    /** In the book. */
    PENDING(false),
    WORKING(false),
    PARTIALLY_FILLED(false),
    /** A cancel is in progress; the order is still live. */
    PENDING_CANCEL(false),
    FILLED(true),
    /** Cancelled; the spelling {@code CANCELLED} means the same. */
    CANCELED(true),
    EXPIRED(true),
    FAILED(true);

    private static final OpenEnum.Table<OrderStatus> TABLE =
            new OpenEnum.Table<>(OrderStatus.class, OrderStatus::name).also("CANCELLED", CANCELED);

    private final boolean terminal;

    OrderStatus(boolean terminal) {
        this.terminal = terminal;
    }

    /** Tells whether the order is done. A fill event may still arrive later than the event that said so. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Returns the value for the exchange's text, known or not. */
    public static OpenEnum<OrderStatus> of(String text) {
        return TABLE.of(text);
    }
}

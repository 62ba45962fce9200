package io.github.bingxstream.domain;

/** What just happened to an order. Field {@code x} of the order event. */
public enum ExecutionType {
    /** The order was accepted; its status is usually {@link OrderStatus#PENDING}. */
    NEW,
    /** A fill. */
    TRADE,
    CANCELED,
    EXPIRED;

    private static final OpenEnum.Table<ExecutionType> TABLE =
            new OpenEnum.Table<>(ExecutionType.class, ExecutionType::name);

    /** Returns the value for the exchange's text, known or not. */
    public static OpenEnum<ExecutionType> of(String text) {
        return TABLE.of(text);
    }
}

package io.github.bingxstream.domain;

/** Whether an order buys or sells the base asset. Field {@code S} of the order event. */
public enum Side {
    BUY,
    SELL;

    private static final OpenEnum.Table<Side> TABLE = new OpenEnum.Table<>(Side.class, Side::name);

    /** Returns the value for the exchange's text, known or not. */
    public static OpenEnum<Side> of(String text) {
        return TABLE.of(text);
    }
}

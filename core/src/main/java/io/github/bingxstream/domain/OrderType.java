package io.github.bingxstream.domain;

/** How an order wants to be executed. Field {@code o} of the order event, {@code type} over REST. */
public enum OrderType {
    MARKET("MARKET"),
    LIMIT("LIMIT"),
    TAKE_STOP_LIMIT("TAKE_STOP_LIMIT"),
    TAKE_STOP_MARKET("TAKE_STOP_MARKET"),
    TRIGGER_LIMIT("TRIGGER_LIMIT"),
    TRIGGER_MARKET("TRIGGER_MARKET"),
    /** The limit leg of a one-cancels-the-other pair; seen over REST only. */
    OCO_LIMIT("ocoLimit"),
    /** The take-profit or stop leg of a one-cancels-the-other pair; seen over REST only. */
    OCO_TPS("ocoTps");

    private static final OpenEnum.Table<OrderType> TABLE =
            new OpenEnum.Table<>(OrderType.class, constant -> constant.text);

    private final String text;

    OrderType(String text) {
        this.text = text;
    }

    /** Returns the value for the exchange's text, known or not. */
    public static OpenEnum<OrderType> of(String text) {
        return TABLE.of(text);
    }
}

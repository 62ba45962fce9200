package io.github.bingxstream.testkit.sandbox;

/** What an API key may do. */
public enum Permission {
    /** Listen keys, balances, orders and fills. */
    READ,
    /** Placing and cancelling orders. */
    TRADE
}

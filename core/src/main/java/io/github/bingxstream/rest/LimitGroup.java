package io.github.bingxstream.rest;

/**
 * Calls that share one request limit.
 *
 * <p>Endpoints that are documented together share one group, which is stricter than any reading of the documents ("Rate limits",
 * 2026 documentation). How many calls a second each is allowed: {@link RequestLimits}.
 */
public enum LimitGroup {
    /**
     * Extending a listen key. The exchange counts the three listen-key calls together; half of what it allows is kept for
     * extensions alone, so that no storm of generations can starve the call that keeps streams alive.
     */
    KEEPALIVE,
    /** Generating and deleting listen keys: the other half. */
    LISTEN_KEY,
    /** Balances. */
    BALANCES,
    /** One order, open orders, closed orders. */
    ORDERS,
    /** Fills. */
    FILLS,
    /** The exchange's time, which is asked only when the clocks disagree. */
    SERVER_TIME
}

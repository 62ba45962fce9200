package io.github.bingxstream.rest;

/**
 * Calls that share one request limit, in calls a second for each API key and for each IP address.
 *
 * <p>Where the exchange's documents disagree the stricter number is taken ("Rate limits", 2026 documentation). Endpoints
 * that are documented together share one group, which is stricter than any reading of the documents.
 */
enum LimitGroup {
    /**
     * Extending a listen key. The exchange allows the three listen-key calls 2/s together, for each key and for each
     * address. Half of that is kept for extensions alone, so that no storm of generations can starve the call that keeps
     * streams alive: 1/s extends 1800 keys every 30 minutes.
     */
    KEEPALIVE(1, 1),
    /** Generating and deleting listen keys: the other half. */
    LISTEN_KEY(1, 1),
    BALANCES(5, 3),
    /** One order, open orders, closed orders. */
    ORDERS(10, 2),
    FILLS(5, 2),
    /** Undocumented. The strictest of the others, and it is asked only when the clocks disagree. */
    SERVER_TIME(1, 1);

    private final int perKey;
    private final int perAddress;

    LimitGroup(int perKey, int perAddress) {
        this.perKey = perKey;
        this.perAddress = perAddress;
    }

    int perKey() {
        return perKey;
    }

    int perAddress() {
        return perAddress;
    }
}

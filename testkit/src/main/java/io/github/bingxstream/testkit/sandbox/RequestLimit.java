package io.github.bingxstream.testkit.sandbox;

/** What is counted together, and how many calls a second it allows; the two scopes are independent. */
enum RequestLimit {
    LISTEN_KEY(2, 2),
    BALANCE(5, 3),
    QUERY(10, 2),
    OPEN_ORDERS(10, 2),
    HISTORY_ORDERS(10, 2),
    MY_TRADES(5, 2);

    private final int perUid;
    private final int perAddress;

    RequestLimit(int perUid, int perAddress) {
        this.perUid = perUid;
        this.perAddress = perAddress;
    }

    int perUid() {
        return perUid;
    }

    int perAddress() {
        return perAddress;
    }
}

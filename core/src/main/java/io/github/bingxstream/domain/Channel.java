package io.github.bingxstream.domain;

/** What can be subscribed on an account stream. */
public enum Channel {
    /** Order updates. */
    ORDERS("spot.executionReport"),
    /** Balance changes, preceded by a snapshot right after the subscription. */
    BALANCES("ACCOUNT_UPDATE");

    private final String dataType;

    Channel(String dataType) {
        this.dataType = dataType;
    }

    /** Returns the exchange's name for the channel, as the {@code dataType} of a subscribe frame carries it. */
    public String dataType() {
        return dataType;
    }
}

package io.github.bingxstream.testkit.sandbox;

import java.util.Optional;

/** What can be subscribed. */
enum Channel {
    ORDERS("spot.executionReport"),
    BALANCES("ACCOUNT_UPDATE");

    private final String dataType;

    Channel(String dataType) {
        this.dataType = dataType;
    }

    String dataType() {
        return dataType;
    }

    static Optional<Channel> of(String dataType) {
        for (Channel channel : values()) {
            if (channel.dataType.equals(dataType)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }
}

package io.github.bingxstream.benchmarks.decode;

import java.util.List;

/** The kinds of messages that come over the stream. */
public enum Message {

    /** The life of an order: placed, filled in part, filled. Every third of these. */
    ORDER_UPDATE,

    /** Two assets that an order moved. */
    ACCOUNT_UPDATE,

    /** All assets of an account that has 200, as they come with every subscription. */
    ACCOUNT_UPDATE_200,

    HEARTBEAT;

    /** Returns frames as the exchange sends them. All differ, and there are too many for a memory of values to help. */
    byte[][] frames() {
        return messages().stream().map(Frames::gzip).toArray(byte[][]::new);
    }

    private List<String> messages() {
        return switch (this) {
            case ORDER_UPDATE -> Orders.lives();
            case ACCOUNT_UPDATE -> Balances.updates();
            case ACCOUNT_UPDATE_200 -> Balances.snapshots();
            case HEARTBEAT -> Heartbeats.pings();
        };
    }
}

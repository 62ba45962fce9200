package io.github.bingxstream.testkit.sandbox.faults;

/**
 * So many of what comes from now on: {@code next(3).orderFrames()}.
 *
 * @param count at least 1
 */
public record Next(int count) {
    /** As many as come, until the fault ends otherwise. */
    public static final int ALL = Integer.MAX_VALUE;

    /** Checks the range. */
    public Next {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1");
        }
    }

    /** Pushes of any kind. */
    public Frames frames() {
        return frames(Frames.Sort.PUSHES);
    }

    /** Execution reports. */
    public Frames orderFrames() {
        return frames(Frames.Sort.ORDERS);
    }

    /** Account updates, but not the {@code INIT} state. */
    public Frames balanceFrames() {
        return frames(Frames.Sort.BALANCES);
    }

    /** Execution reports that tell of a fill. */
    public Frames fillFrames() {
        return frames(Frames.Sort.FILLS);
    }

    /** Pings of the exchange; each connection has its own. */
    public Frames heartbeats() {
        return frames(Frames.Sort.HEARTBEATS);
    }

    /** Answers to subscribe requests. */
    public Frames acks() {
        return frames(Frames.Sort.ACKS);
    }

    /** REST calls of any kind. */
    public Calls calls() {
        return new Calls(count, Calls.Sort.ALL);
    }

    /** POST, PUT and DELETE of listen keys. */
    public Calls listenKeyCalls() {
        return new Calls(count, Calls.Sort.LISTEN_KEYS);
    }

    /** Balance, open and closed orders, one order, fills. */
    public Calls queries() {
        return new Calls(count, Calls.Sort.QUERIES);
    }

    /** Placing and cancelling. */
    public Calls tradingCalls() {
        return new Calls(count, Calls.Sort.TRADING);
    }

    /** Server time. */
    public Calls timeCalls() {
        return new Calls(count, Calls.Sort.TIME);
    }

    /** WebSocket handshakes, which are no REST calls. */
    public Calls handshakes() {
        return new Calls(count, Calls.Sort.HANDSHAKES);
    }

    /** {@code next 3 }, or nothing for all. */
    @Override
    public String toString() {
        return count == ALL ? "" : "next " + count + " ";
    }

    private Frames frames(Frames.Sort sort) {
        return Frames.of(count, sort);
    }
}

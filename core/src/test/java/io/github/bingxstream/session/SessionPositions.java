package io.github.bingxstream.session;

import java.time.Instant;

/** Positions for tests outside of this package. */
public final class SessionPositions {

    private SessionPositions() {}

    /** Returns a position of which nothing is known but its time, in seconds. */
    public static Position at(long epochSecond) {
        return new Position(Instant.ofEpochSecond(epochSecond), Ledger.EMPTY);
    }
}

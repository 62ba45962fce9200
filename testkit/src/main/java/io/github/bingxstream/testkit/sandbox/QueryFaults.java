package io.github.bingxstream.testkit.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is wrong with the account queries over REST: balance, open and closed orders, one order, fills. Listen-key calls,
 * server time and trading are not queries, so that a client can connect while it cannot ask.
 */
final class QueryFaults {
    private final InstantSource clock;
    private final Marks marks;
    private OptionalInt refusal = OptionalInt.empty();
    private OptionalLong bannedUntilMillis = OptionalLong.empty();
    private boolean held;

    QueryFaults(InstantSource clock, Marks marks) {
        this.clock = clock;
        this.marks = marks;
    }

    synchronized void refuse(int httpStatus) {
        refusal = OptionalInt.of(httpStatus);
    }

    synchronized void ban(Duration time) {
        bannedUntilMillis = OptionalLong.of(clock.instant().plus(time).toEpochMilli());
    }

    synchronized void hold() {
        held = true;
    }

    /** Takes everything back, and lets the answers go that were held. */
    synchronized void answer() {
        refusal = OptionalInt.empty();
        bannedUntilMillis = OptionalLong.empty();
        held = false;
        notifyAll();
    }

    /** The HTTP status with which queries are refused, if they are; a ban throws as the exchange's own does. */
    synchronized OptionalInt refusal() {
        if (bannedUntilMillis.isPresent() && clock.millis() < bannedUntilMillis.getAsLong()) {
            marks.count(Mark.QUERY_REFUSED);
            throw Refusals.rateLimit(Instant.ofEpochMilli(bannedUntilMillis.getAsLong()));
        }
        if (refusal.isPresent()) {
            marks.count(Mark.QUERY_REFUSED);
        }
        return refusal;
    }

    /** Keeps an answer that is made already, so that it is old when it comes. Ends early when the exchange closes. */
    synchronized void awaitRelease() {
        if (!held) {
            return;
        }
        marks.count(Mark.QUERY_HELD);
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}

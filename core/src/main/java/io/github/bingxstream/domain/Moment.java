package io.github.bingxstream.domain;

import java.time.Duration;

/**
 * A point on the local monotonic clock, in nanoseconds since an arbitrary origin.
 *
 * <p>Deadlines are moments; the exchange's times are {@link java.time.Instant}s. Two clocks, two types: the compiler
 * refuses to compare them. Moments of different processes, or of different {@code Ticker}s, have nothing to do with each
 * other.
 *
 * @param nanos nanoseconds since the clock's origin; may be negative, never wraps within 292 years
 */
public record Moment(long nanos) implements Comparable<Moment> {

    /** Returns this moment moved later by {@code duration}, or earlier when it is negative. */
    public Moment plus(Duration duration) {
        return new Moment(Math.addExact(nanos, duration.toNanos()));
    }

    /** Returns this moment moved earlier by {@code duration}, or later when it is negative. */
    public Moment minus(Duration duration) {
        return new Moment(Math.subtractExact(nanos, duration.toNanos()));
    }

    /** Returns the time from {@code earlier} to this moment; negative when {@code earlier} is in fact later. */
    public Duration since(Moment earlier) {
        return Duration.ofNanos(Math.subtractExact(nanos, earlier.nanos));
    }

    /** Tells whether this moment is {@code other} or later. */
    public boolean hasReached(Moment other) {
        return nanos >= other.nanos;
    }

    @Override
    public int compareTo(Moment other) {
        return Long.compare(nanos, other.nanos);
    }
}

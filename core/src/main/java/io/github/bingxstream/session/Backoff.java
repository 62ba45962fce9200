package io.github.bingxstream.session;

import java.time.Duration;

/**
 * Exponential backoff with full jitter: the delay before attempt {@code n}, counted from 0, is uniform over
 * {@code [0, min(cap, base * 2^n)]}.
 *
 * @param base the ceiling of the first delay
 * @param cap the ceiling that no delay exceeds
 */
public record Backoff(Duration base, Duration cap) {

    private static final int SHIFT_MAX = 30;

    public Backoff {
        if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException(
                    "backoff needs 0 < base <= cap, got base " + base + " and cap " + cap + ": swap or raise them");
        }
    }

    /** Returns the delay before attempt {@code attempt}, counted from 0. */
    Duration delay(int attempt, Jitter jitter) {
        return jitter.upTo(ceiling(attempt));
    }

    /** Returns the longest delay that attempt {@code attempt} may get. */
    Duration ceiling(int attempt) {
        if (attempt >= SHIFT_MAX) {
            return cap;
        }
        // Compared by division: multiplying could overflow for a large base.
        return base.compareTo(cap.dividedBy(1L << attempt)) > 0 ? cap : base.multipliedBy(1L << attempt);
    }
}

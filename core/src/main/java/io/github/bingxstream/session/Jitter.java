package io.github.bingxstream.session;

import java.time.Duration;
import java.util.UUID;

/**
 * Chance as a value: an immutable SplitMix64 generator. Reading draws nothing; {@link #next()} is the generator after the
 * draw. So a seed replays a session.
 *
 * @param seed where the sequence stands
 */
public record Jitter(long seed) {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** Returns the generator for the draw after this one. */
    Jitter next() {
        return new Jitter(seed + GOLDEN_GAMMA);
    }

    /** Returns a duration uniform over {@code [0, max]}, in whole nanoseconds. */
    Duration upTo(Duration max) {
        long nanos = max.toNanos();
        return nanos <= 0 ? Duration.ZERO : Duration.ofNanos(Long.remainderUnsigned(draw(), nanos + 1));
    }

    /** Returns a random UUID (version 4), made of this draw and the next: draw twice. */
    UUID uuid() {
        long high = (draw() & 0xFFFFFFFFFFFF0FFFL) | 0x0000000000004000L;
        long low = (next().draw() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private long draw() {
        long z = seed + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

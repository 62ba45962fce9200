package io.github.bingxstream.testkit.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The exchange's clock, which may be set wrong. */
final class SkewedClock implements InstantSource {
    private final InstantSource right;
    private volatile Duration skew = Duration.ZERO;

    SkewedClock(InstantSource right) {
        this.right = right;
    }

    /** What it shows when nothing is wrong: by it the length of faults is measured. */
    InstantSource right() {
        return right;
    }

    void skew(Duration ahead) {
        skew = ahead;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(skew);
    }
}

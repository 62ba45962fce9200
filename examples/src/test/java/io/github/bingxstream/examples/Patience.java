package io.github.bingxstream.examples;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something to become true: long enough for a machine that is busy, and no longer than it takes. */
public final class Patience {

    public static final Duration LIMIT = Duration.ofSeconds(90);

    private static final long LOOK_EVERY_MILLIS = 5;

    private Patience() {}

    /** Waits until a condition holds; what else the situation is, a failure tells. */
    public static void await(BooleanSupplier condition, Supplier<String> situation) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited for " + LIMIT + " in vain; " + situation.get());
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting", e);
            }
        }
    }
}

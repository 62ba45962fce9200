package io.github.bingxstream.benchmarks.accounts;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** So many connections to the exchange, ours or those of a bare transport. */
interface Crowd {

    /** Opens some more, and returns when all are through. */
    void grow(int from, int to) throws Exception;

    /** Waits for something, five minutes at most. */
    static void await(String what, BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within five minutes: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}

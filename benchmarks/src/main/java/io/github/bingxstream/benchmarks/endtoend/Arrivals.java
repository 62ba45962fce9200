package io.github.bingxstream.benchmarks.endtoend;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** When messages came. Noted by one thread at a time, read by another. */
final class Arrivals {

    private static final long LOOK_EVERY_MILLIS = 10;

    private volatile long[] times = {};
    private volatile int count;

    /** Forgets what came before, and makes room. */
    void expect(int events) {
        count = 0;
        times = new long[events];
    }

    /** A message came just now. What nobody expects is not noted. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // One thread at a time.
    void note() {
        long now = System.nanoTime();
        int at = count;
        if (at < times.length) {
            times[at] = now;
            count = at + 1;
        }
    }

    /** Waits until all have come, or none has come for so long. */
    void await(long quietMillis) throws InterruptedException {
        long quietSince = System.nanoTime();
        int before = count;
        while (count < times.length && System.nanoTime() - quietSince < TimeUnit.MILLISECONDS.toNanos(quietMillis)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            if (count != before) {
                before = count;
                quietSince = System.nanoTime();
            }
        }
    }

    /** Returns what came, in its order. */
    long[] noted() {
        return Arrays.copyOf(times, count);
    }
}

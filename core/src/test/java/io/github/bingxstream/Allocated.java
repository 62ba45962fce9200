package io.github.bingxstream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what a thread allocates, which does not depend on how busy the machine is. */
public final class Allocated {

    /** Until the compiler is done, more is allocated. It is given this many times to get there. */
    private static final int ROUNDS_MAX = 2_000;

    private Allocated() {}

    /** Skips the test, aloud, on a JVM that does not count. */
    public static void requireCounting() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
                || !threads.isThreadAllocatedMemorySupported()
                || !threads.isThreadAllocatedMemoryEnabled()) {
            String skipped = "SKIPPED: this JVM does not count what a thread allocates";
            System.out.println(skipped);
            assumeTrue(false, skipped);
        }
    }

    /**
     * Repeats a round until it costs as little as it may, or for long enough.
     *
     * @param bytesMax what one operation may cost
     * @param operations how many there are in a round
     * @return the bytes of one operation in the cheapest round
     */
    public static long leastBytes(long bytesMax, int operations, Runnable round) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS_MAX && least > bytesMax; i++) {
            long before = threads.getThreadAllocatedBytes(me);
            round.run();
            least = Math.min(least, (threads.getThreadAllocatedBytes(me) - before) / operations);
        }
        return least;
    }
}

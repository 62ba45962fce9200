package io.github.bingxstream.benchmarks.endtoend;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends frames when they are due, whether the one before has been heard or not: what a slow client makes wait counts as its
 * latency. The last stretch before each is waited for awake, since a thread that sleeps wakes up late by more than what is to
 * be measured; at 10,000 a second that takes a core.
 *
 * @param frames what is sent
 */
record Pacer(OrderFrames frames) {

    private static final long AWAKE_NANOS = 150_000;
    private static final long LEAD_NANOS = 20_000_000;

    /** As many as are written at once, when nothing is waited for: what fills a socket's buffer a few times. */
    private static final int BURST = 512;

    /**
     * Sends at a pace.
     *
     * @param perSecond how many
     * @return when each was due, and when it was sent: as {@link System#nanoTime} tells it
     */
    Times pace(Peer to, int first, int count, int perSecond) throws IOException, InterruptedException {
        Times times = new Times(new long[count], new long[count]);
        double interval = 1e9 / perSecond;
        long begin = System.nanoTime() + LEAD_NANOS;
        for (int i = 0; i < count; i++) {
            long due = begin + (long) (i * interval);
            awaitTime(due);
            times.due()[i] = due;
            times.sent()[i] = System.nanoTime();
            to.write(frames.bytes(first + i, 1));
        }
        return times;
    }

    /** Sends as fast as the socket takes it; all of it was due at the beginning. */
    Times burst(Peer to, int first, int count) throws IOException, InterruptedException {
        Times times = new Times(new long[count], new long[count]);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i += BURST) {
            int some = Math.min(BURST, count - i);
            long now = System.nanoTime();
            for (int k = i; k < i + some; k++) {
                times.due()[k] = begin;
                times.sent()[k] = now;
            }
            to.write(frames.bytes(first + i, some));
        }
        return times;
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > AWAKE_NANOS) {
                LockSupport.parkNanos(left - AWAKE_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /**
     * Times by frame.
     *
     * @param due when it was to be sent
     * @param sent when it was about to be
     */
    @SuppressWarnings("ArrayRecordComponent") // Of one identity, and never compared.
    record Times(long[] due, long[] sent) {}
}

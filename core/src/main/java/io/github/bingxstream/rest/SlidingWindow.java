package io.github.bingxstream.rest;

import io.github.bingxstream.domain.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * At most {@code n} calls in any span of length {@code W}.
 *
 * <p>The {@code k}-th call goes at {@code t(k) = max(now, t(k-1), t(k-n) + W)}. Then {@code t} never decreases, and any
 * {@code n+1} calls in a row span at least {@code W}, which is the promise. Only the last {@code n} times are kept. Not
 * safe for use by several threads.
 */
final class SlidingWindow {

    private final @Nullable Moment[] lastTimes;
    private final Duration length;
    private int next;
    private @Nullable Moment latest;

    SlidingWindow(int callsMax, Duration length) {
        this.lastTimes = new @Nullable Moment[callsMax];
        this.length = length;
    }

    /** Returns when the next call may go, not before {@code now}. */
    Moment earliest(Moment now) {
        Moment oldest = lastTimes[next];
        Moment free = oldest == null ? now : later(now, oldest.plus(length));
        return latest == null ? free : later(free, latest);
    }

    /** Books a call at a moment that {@link #earliest} allows. */
    void book(Moment at) {
        lastTimes[next] = at;
        next = (next + 1) % lastTimes.length;
        latest = at;
    }

    /** Returns whether nothing that was booked matters any more. */
    boolean isIdle(Moment now) {
        return latest == null || now.hasReached(latest.plus(length));
    }

    static Moment later(Moment one, Moment other) {
        return one.hasReached(other) ? one : other;
    }
}

package io.github.bingxstream.session;

import io.github.bingxstream.domain.Moment;
import java.time.Duration;
import java.time.Instant;

/**
 * The present, on both clocks.
 *
 * @param moment ours, monotonic: what waits are measured with. It may stand still while the machine sleeps
 * @param time the exchange's, as well as we know it: what REST is asked for, and what goes on while the machine sleeps
 */
public record Now(Moment moment, Instant time) {

    /** Clocks were never set by more than 285 years, which is what nanoseconds can count. */
    private static final long SECONDS_MAX = 9_000_000_000L;

    /** Returns the present of a little earlier. */
    Now minus(Duration duration) {
        return new Now(moment.minus(duration), time.minus(duration));
    }

    /** Returns the same moment by a clock that is so much ahead. */
    Now corrected(Duration ahead) {
        return new Now(moment, time.plus(ahead));
    }

    /** Returns how far the exchange's clock has gone ahead of ours since then, in nanoseconds; every step asks. */
    long nanosAhead(Now then) {
        long seconds = time.getEpochSecond() - then.time.getEpochSecond();
        long limited = Math.max(-SECONDS_MAX, Math.min(SECONDS_MAX, seconds));
        long theirs = limited * 1_000_000_000 + time.getNano() - then.time.getNano();
        return theirs - (moment.nanos() - then.moment.nanos());
    }

    /** Returns the exchange's time at an earlier moment, as long as the machine has not slept since. */
    Instant timeOf(Moment earlier) {
        return time.minus(moment.since(earlier));
    }
}

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

    /** Returns the present of a little earlier. */
    Now minus(Duration duration) {
        return new Now(moment.plus(duration.negated()), time.minus(duration));
    }

    /** Returns the same moment by a clock that is so much ahead. */
    Now corrected(Duration ahead) {
        return new Now(moment, time.plus(ahead));
    }

    /** Returns the exchange's time at an earlier moment, as long as the machine has not slept since. */
    Instant timeOf(Moment earlier) {
        return time.minus(moment.since(earlier));
    }
}

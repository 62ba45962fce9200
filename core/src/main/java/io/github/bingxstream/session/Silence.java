package io.github.bingxstream.session;

import io.github.bingxstream.domain.Moment;
import io.vavr.control.Option;
import java.time.Duration;

/**
 * How long the server may say nothing, as learned from its heartbeats.
 *
 * @param limit from that much silence on, a connection counts as dead
 * @param fixed whether the user chose the limit, so that nothing is learned
 * @param interval the time between heartbeats, the slowest of late; empty before the second one
 */
record Silence(Duration limit, boolean fixed, Option<Duration> interval) {

    /** A server that cuts clients after six heartbeats may itself be late by as many. */
    private static final int HEARTBEATS = 6;

    /** The exchange's servers keep silent clients for 30 s; a network may stall for as long. */
    private static final Duration LEARNED_MIN = Duration.ofSeconds(30);

    private static final Duration LEARNED_MAX = Duration.ofMinutes(2);

    static Silence begin(SessionSettings settings) {
        return new Silence(
                settings.silenceLimit().orElse(SessionSettings.SILENCE_LIMIT),
                settings.silenceLimit().isPresent(),
                Option.none());
    }

    /** A heartbeat came so long after the one before it. */
    Silence beating(Duration sample) {
        if (fixed) {
            return this;
        }
        // In nanoseconds: durations divide and multiply by way of decimals.
        long beat = sample.toNanos();
        long known = interval.isEmpty() ? beat : interval.get().toNanos();
        // A slower beat counts at once, a faster one only little by little.
        long slowest = beat >= known ? beat : known - (known - beat) / 8;
        long learned = Math.min(Math.max(slowest * HEARTBEATS, LEARNED_MIN.toNanos()), LEARNED_MAX.toNanos());
        return new Silence(
                Duration.ofNanos(Math.max(learned, slowest * 2)), false, Option.some(Duration.ofNanos(slowest)));
    }

    /**
     * A connection was given up as silent on which no heartbeat had ever come: perhaps the server sends none. Wait longer, or a
     * quiet account would be reconnected for ever; what is lost meanwhile is found by the audit.
     */
    Silence unheard() {
        if (fixed) {
            return this;
        }
        Duration twice = limit.multipliedBy(2);
        boolean capped = twice.compareTo(SessionSettings.SILENCE_LIMIT_MAX) > 0;
        return new Silence(capped ? SessionSettings.SILENCE_LIMIT_MAX : twice, false, interval);
    }

    Moment silentAt(Moment heardAt) {
        return heardAt.plus(limit);
    }
}

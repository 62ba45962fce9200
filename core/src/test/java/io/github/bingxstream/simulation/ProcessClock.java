package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Moment;
import java.util.ArrayList;
import java.util.List;

/** The monotonic clock of one process: it begins anywhere, and stands still while the machine sleeps. */
final class ProcessClock {

    private record Sleep(long moment, long lasted) {}

    private final long begin;
    private final List<Sleep> sleeps = new ArrayList<>();
    private long slept;

    /**
     * Begins.
     *
     * @param moment what the clock shows now
     */
    ProcessClock(long now, long moment) {
        this.begin = moment - now;
    }

    Moment moment(long now) {
        return new Moment(now - slept + begin);
    }

    /** The machine slept from {@code from} until {@code until}. */
    void sleptFrom(long from, long until) {
        sleeps.add(new Sleep(moment(from).nanos(), until - from));
        slept += until - from;
    }

    /** Returns when a moment that is not past comes. */
    long comes(Moment moment) {
        return moment.nanos() - begin + slept;
    }

    /** Returns the earliest time at which the clock showed a moment, counting back evenly from its beginning. */
    long showed(Moment moment) {
        long at = moment.nanos() - begin;
        for (Sleep sleep : sleeps) {
            if (sleep.moment() < moment.nanos()) {
                at += sleep.lasted();
            }
        }
        return at;
    }
}

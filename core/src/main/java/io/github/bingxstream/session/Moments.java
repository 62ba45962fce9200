package io.github.bingxstream.session;

import io.github.bingxstream.domain.Moment;
import org.jspecify.annotations.Nullable;

/** The earliest of several moments: deadlines are compared at every step, so without collections and options. */
final class Moments {

    /** A busy stream says a lot within ten milliseconds. */
    private static final long GRAIN_NANOS = 10_000_000;

    private Moments() {}

    /** Tells whether a moment is so much later than another that it is worth taking note of. */
    static boolean isNoticeablyLater(Moment one, Moment than) {
        return one.nanos() - than.nanos() >= GRAIN_NANOS;
    }

    static Moment earliest(Moment one, @Nullable Moment other) {
        return other == null || one.compareTo(other) <= 0 ? one : other;
    }

    /** Returns the earlier of two moments that there may be; nothing if there is neither. */
    static @Nullable Moment earlier(@Nullable Moment one, @Nullable Moment other) {
        return one == null ? other : earliest(one, other);
    }

    static Moment latest(Moment one, Moment other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}

package io.github.bingxstream.session;

import io.github.bingxstream.domain.Moment;
import io.vavr.control.Option;

/**
 * When to rotate, and why.
 *
 * @param at when to begin; empty when nothing calls for it
 * @param suspicious whether the connection in use may have lost a frame, so that it is given up even if the key stays the same
 * @param failures how many rotations in a row have failed
 */
record Rotation(Option<Moment> at, boolean suspicious, int failures) {

    static final Rotation NONE = new Rotation(Option.none(), false, 0);

    Rotation at(Moment other) {
        return new Rotation(Option.some(Moments.earliest(other, at.getOrNull())), suspicious, failures);
    }

    Rotation suspecting(Moment now) {
        return new Rotation(Option.some(now), true, failures);
    }

    /** It is under way. */
    Rotation begun() {
        return new Rotation(Option.none(), suspicious, failures);
    }

    Rotation failed(Moment again) {
        return new Rotation(Option.some(again), suspicious, failures + 1);
    }
}

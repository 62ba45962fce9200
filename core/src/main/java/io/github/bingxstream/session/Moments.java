package io.github.bingxstream.session;

import io.github.bingxstream.domain.Moment;
import io.vavr.control.Option;

/** The earliest of several moments: deadlines are compared at every step, so without collections. */
final class Moments {

    private Moments() {}

    static Moment earliest(Moment one, Moment other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Moment earliest(Moment one, Moment other, Moment third) {
        return earliest(earliest(one, other), third);
    }

    static Moment latest(Moment one, Moment other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    static Option<Moment> earliest(Moment one, Option<Moment> other) {
        return Option.some(other.isEmpty() ? one : earliest(one, other.get()));
    }

    static Option<Moment> earliest(Option<Moment> one, Option<Moment> other) {
        return one.isEmpty() ? other : earliest(one.get(), other);
    }
}

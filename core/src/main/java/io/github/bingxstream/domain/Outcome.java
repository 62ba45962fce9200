package io.github.bingxstream.domain;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a call to the exchange ended: with an answer, a refusal or a failure.
 *
 * @param <T> what an answer holds
 */
public sealed interface Outcome<T> {

    /** Calls the one method of {@code cases} that is for this outcome. */
    <R extends @Nullable Object> R match(Cases<T, R> cases);

    /** Returns this outcome with the answer, if there is one, replaced by what {@code function} makes of it. */
    default <U> Outcome<U> map(Function<? super T, ? extends U> function) {
        return match(new Cases<T, Outcome<U>>() {
            @Override
            public Outcome<U> answered(T value) {
                return new Answered<>(function.apply(value));
            }

            @Override
            public Outcome<U> refused(Refusal refusal) {
                return new Refused<>(refusal);
            }

            @Override
            public Outcome<U> failed(Failure failure) {
                return new Failed<>(failure);
            }
        });
    }

    /**
     * The exchange did what was asked.
     *
     * @param value its answer
     */
    record Answered<T>(T value) implements Outcome<T> {
        @Override
        public <R extends @Nullable Object> R match(Cases<T, R> cases) {
            return cases.answered(value);
        }
    }

    /**
     * The exchange said no.
     *
     * @param refusal why
     */
    record Refused<T>(Refusal refusal) implements Outcome<T> {
        @Override
        public <R extends @Nullable Object> R match(Cases<T, R> cases) {
            return cases.refused(refusal);
        }
    }

    /**
     * Nobody knows whether the exchange did what was asked.
     *
     * @param failure what broke
     */
    record Failed<T>(Failure failure) implements Outcome<T> {
        @Override
        public <R extends @Nullable Object> R match(Cases<T, R> cases) {
            return cases.failed(failure);
        }
    }

    /**
     * One method for each outcome.
     *
     * @param <T> what an answer holds
     * @param <R> what handling gives
     */
    interface Cases<T, R extends @Nullable Object> {
        R answered(T value);

        R refused(Refusal refusal);

        R failed(Failure failure);
    }
}

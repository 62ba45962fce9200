package io.github.bingxstream.testkit.sandbox.faults;

import java.time.Duration;

/** When a fault begins, counted from when it was ordered. */
public sealed interface Start {

    /** One answer for each way to begin. */
    interface Cases<R> {
        /** At once. */
        R now();

        /** Later. */
        R after(Duration time);

        /** After so many of something. */
        R afterCount(int count, Counted counted);

        /** Again and again. */
        R every(Duration period);
    }

    /** Chooses by the way it begins. */
    <R> R match(Cases<R> cases);

    /** At once. */
    record Now() implements Start {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.now();
        }

        /** No words. */
        @Override
        public String toString() {
            return "";
        }
    }

    /** So much later. */
    record After(Duration time) implements Start {
        /** Checks the range. */
        public After {
            Times.requireLength(time);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.after(time);
        }

        /** The words of a script. */
        @Override
        public String toString() {
            return "after " + Times.text(time);
        }
    }

    /** When so many have been counted: the fault is there for the one that follows. */
    record AfterCount(int count, Counted counted) implements Start {
        /** Checks the range. */
        public AfterCount {
            if (count < 1) {
                throw new IllegalArgumentException("count must be at least 1");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.afterCount(count, counted);
        }

        /** The words of a script. */
        @Override
        public String toString() {
            return "after " + count + " " + counted;
        }
    }

    /** Each time a period has passed. */
    record Every(Duration period) implements Start {
        /** Checks the range. */
        public Every {
            Times.requireLength(period);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.every(period);
        }

        /** The words of a script. */
        @Override
        public String toString() {
            return "every " + Times.text(period);
        }
    }
}

package io.github.bingxstream.testkit.sandbox.faults;

import java.net.URI;
import java.time.Duration;

/** How much, how long or where to; which of them a fault has is fixed by its {@link FaultKind}. */
public sealed interface Amount {

    /** There is nothing to say. */
    record None() implements Amount {
        /** No words. */
        @Override
        public String toString() {
            return "";
        }
    }

    /** A length of time; negative only where a clock is set back. */
    record Time(Duration time) implements Amount {
        /** As a script has it: {@code 300ms}. */
        @Override
        public String toString() {
            return Times.text(time);
        }
    }

    /** A number: a count, an HTTP status, a size. */
    record Size(int number) implements Amount {
        /** Its digits. */
        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    /** What a close frame says. */
    record Goodbye(int code, String reason) implements Amount {
        /** As a script has it: {@code 4000 "going away"}. */
        @Override
        public String toString() {
            return reason.isEmpty() ? Integer.toString(code) : code + " " + Words.quoted(reason);
        }
    }

    /** Another place. */
    record Address(URI url) implements Amount {
        /** The URL. */
        @Override
        public String toString() {
            return url.toString();
        }
    }
}

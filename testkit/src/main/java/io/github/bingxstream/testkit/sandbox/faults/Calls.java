package io.github.bingxstream.testkit.sandbox.faults;

import java.util.Optional;

/**
 * Which HTTP requests a fault is to hit.
 *
 * @param count the next so many
 */
public record Calls(int count, Sort sort) implements Selection {
    /** Kinds of requests, by what they ask for. */
    public enum Sort {
        /** Every REST call. */
        ALL("calls", "call"),
        /** POST, PUT and DELETE of listen keys. */
        LISTEN_KEYS("listen-key calls", "listen-key call"),
        /** Balance, open and closed orders, one order, fills. */
        QUERIES("queries", "query"),
        /** Placing and cancelling. */
        TRADING("trading calls", "trading call"),
        /** Server time. */
        TIME("time calls", "time call"),
        /** WebSocket handshakes, which are no REST calls. */
        HANDSHAKES("handshakes", "handshake");

        private final String words;
        private final String singular;

        Sort(String words, String singular) {
            this.words = words;
            this.singular = singular;
        }

        static Optional<Sort> of(String words) {
            for (Sort sort : values()) {
                if (sort.words.equals(words) || sort.singular.equals(words)) {
                    return Optional.of(sort);
                }
            }
            return Optional.empty();
        }

        /** The words of a script. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** Whether a request of this sort is among them; {@link Sort#ALL} as the sort of a request is a path nobody knows. */
    public boolean include(Sort requested) {
        return sort == requested || (sort == Sort.ALL && requested != Sort.HANDSHAKES);
    }

    /** The words of a script. */
    @Override
    public String toString() {
        return new Next(count) + sort.words;
    }
}

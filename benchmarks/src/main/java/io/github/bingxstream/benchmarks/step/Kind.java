package io.github.bingxstream.benchmarks.step;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a live session is told. */
public enum Kind {
    ORDER_PLACED("ORDER_UPDATE") {
        @Override
        SessionInput input(int number, LiveSession session) {
            return session.hears(happened(Facts.placed(session.unknown() + number, session.time())));
        }
    },

    /** An open order is filled by one fill, and done. */
    ORDER_FILLED("ORDER_UPDATE") {
        @Override
        SessionInput input(int number, LiveSession session) {
            return session.hears(happened(Facts.filled(session.open() + number, session.time())));
        }
    },

    /** The lives of orders, each message in turn: placed, filled in part, filled. */
    ORDER_LIVES("ORDER_UPDATE") {
        @Override
        SessionInput input(int number, LiveSession session) {
            int order = session.unknown() + number / 3;
            Instant time = session.time();
            return session.hears(happened(
                    switch (number % 3) {
                        case 0 -> Facts.placed(order, time);
                        case 1 -> Facts.filledInPart(order, time);
                        default -> Facts.filledUp(order, time);
                    }));
        }
    },

    ACCOUNT_UPDATE("ACCOUNT_UPDATE") {
        @Override
        SessionInput input(int number, LiveSession session) {
            return session.hears(happened(Facts.moved(number, session.time())));
        }
    },

    HEARTBEAT("HEARTBEAT") {
        @Override
        SessionInput input(int number, LiveSession session) {
            return session.hears(new Signal.Heartbeat(Optional.of("Pong")));
        }
    },

    /** A timer fired, and nothing was due. */
    TICK("") {
        @Override
        SessionInput input(int number, LiveSession session) {
            return new SessionInput.Tick();
        }
    };

    private final String decoded;

    Kind(String decoded) {
        this.decoded = decoded;
    }

    /** Returns the message of the decoding benchmark that it is decoded from; empty text when it is from none. */
    String decoded() {
        return decoded;
    }

    /** Returns the input of a number within a round, in which every order is another. */
    abstract SessionInput input(int number, LiveSession session);

    private static Signal happened(AccountEvent event) {
        return new Signal.Happened(List.of(event));
    }
}

package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.ListenKey;
import java.util.List;
import java.util.Optional;

/** What one message says to the session. */
public sealed interface Signal {

    /** Calls the one method of {@code cases} that is for this signal. */
    <R> R match(Cases<R> cases);

    /**
     * The exchange's heartbeat.
     *
     * @param reply the text it wants to hear, in kind; empty when the message itself was a reply
     */
    record Heartbeat(Optional<String> reply) implements Signal {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.heartbeat(this);
        }
    }

    /**
     * The exchange answered a subscribe or unsubscribe request.
     *
     * @param id the request's id; empty when the answer has none that can be used
     * @param code zero for success, else the exchange's error code
     * @param message the exchange's words; may be empty
     */
    record Acknowledged(Optional<String> id, int code, String message) implements Signal {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.acknowledged(this);
        }
    }

    /**
     * Something for the user: facts about the account, or a message nobody knows.
     *
     * @param events to be delivered, in order; almost always one
     */
    record Happened(List<AccountEvent> events) implements Signal {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.happened(this);
        }
    }

    /**
     * The exchange says that a listen key has expired. It may be an older key than the one in use.
     *
     * @param listenKey the key; empty when the message did not name one
     */
    record ListenKeyExpired(Optional<ListenKey> listenKey) implements Signal {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.listenKeyExpired(this);
        }
    }

    /**
     * A message that could not be understood. What it said is unknown.
     *
     * @param why what was wrong, in one line for people
     * @param bytes its size as received
     * @param excerpt its beginning, at most 200 characters, listen keys replaced; empty when it was no text
     */
    record Rejected(String why, int bytes, String excerpt) implements Signal {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rejected(this);
        }
    }

    /**
     * One method for each kind of signal.
     *
     * @param <R> what handling gives
     */
    interface Cases<R> {
        R heartbeat(Heartbeat signal);

        R acknowledged(Acknowledged signal);

        R happened(Happened signal);

        R listenKeyExpired(ListenKeyExpired signal);

        R rejected(Rejected signal);
    }
}

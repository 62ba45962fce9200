package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;

/** What to do. Whoever performs it decides nothing, and reports the result as a {@link SessionInput}. */
public sealed interface SessionAction {

    /** Calls the one method of {@code cases} that is for this action. */
    void match(Cases cases);

    /** Ask for a listen key. */
    record GenerateKey(long epoch) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.generateKey(this);
        }
    }

    /**
     * Extend the listen key.
     *
     * @param askedAt the present moment, to be quoted in the answer
     */
    record ExtendKey(long epoch, ListenKey key, Moment askedAt) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.extendKey(this);
        }
    }

    /** Open a WebSocket with the listen key. */
    record Connect(long epoch, ListenKey key) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.connect(this);
        }
    }

    /** Close the WebSocket of an epoch, opened or not. */
    record Disconnect(long epoch) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.disconnect(this);
        }
    }

    /** Send a subscribe frame. */
    record Subscribe(long epoch, String id, Channel channel) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.subscribe(this);
        }
    }

    /** Send a text frame as it is. */
    record SendText(long epoch, String text) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.sendText(this);
        }
    }

    /**
     * Deliver a fact about the account.
     *
     * @param bytes the size of the message it came in
     */
    record Deliver(AccountEvent event, int bytes) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.deliver(this);
        }
    }

    /** Deliver a fact about the stream. */
    record Notify(StreamNotice notice) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.notify(this);
        }
    }

    /** One method for each kind of action. */
    interface Cases {
        void generateKey(GenerateKey action);

        void extendKey(ExtendKey action);

        void connect(Connect action);

        void disconnect(Disconnect action);

        void subscribe(Subscribe action);

        void sendText(SendText action);

        void deliver(Deliver action);

        void notify(Notify action);
    }
}

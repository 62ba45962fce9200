package io.github.bingxstream.session;

import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import java.time.Duration;
import java.util.OptionalInt;

/** What happened. Every answer quotes the epoch of the attempt that asked. */
public sealed interface SessionInput {

    /** Calls the one method of {@code cases} that is for this input. */
    <R> R match(Cases<R> cases);

    /** The user opened the stream. */
    record Open() implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.open(this);
        }
    }

    /** The user closed the stream. */
    record Close() implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.close(this);
        }
    }

    /** Time has passed: a deadline may have come. */
    record Tick() implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tick(this);
        }
    }

    /**
     * The call that generates a listen key ended.
     *
     * @param retryAfter how long the exchange asked to be left alone; zero when it did not
     */
    record KeyGenerated(long epoch, Outcome<ListenKey> outcome, Duration retryAfter) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.keyGenerated(this);
        }
    }

    /**
     * The call that extends the listen key ended.
     *
     * @param askedAt when it was asked for
     */
    record KeyExtended(long epoch, Moment askedAt, Outcome<KeyExtension> outcome) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.keyExtended(this);
        }
    }

    /** The WebSocket is open. */
    record ConnectionOpened(long epoch) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.connectionOpened(this);
        }
    }

    /**
     * The WebSocket is gone, or was never made.
     *
     * @param httpStatus the status of a refused handshake; empty otherwise
     */
    record ConnectionEnded(long epoch, DisconnectReason reason, String detail, OptionalInt httpStatus)
            implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.connectionEnded(this);
        }
    }

    /**
     * A message came.
     *
     * @param at when it reached this process, which may be a while before it is handled
     * @param bytes its size, inflated
     */
    record SignalReceived(long epoch, Moment at, int bytes, Signal signal) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.signalReceived(this);
        }
    }

    /**
     * A bounded queue was full and something was dropped.
     *
     * @param since when the first thing was dropped
     */
    record Overflowed(Moment since) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.overflowed(this);
        }
    }

    /**
     * One method for each kind of input.
     *
     * @param <R> what handling gives
     */
    interface Cases<R> {
        R open(Open in);

        R close(Close in);

        R tick(Tick in);

        R keyGenerated(KeyGenerated in);

        R keyExtended(KeyExtended in);

        R connectionOpened(ConnectionOpened in);

        R connectionEnded(ConnectionEnded in);

        R signalReceived(SignalReceived in);

        R overflowed(Overflowed in);
    }
}

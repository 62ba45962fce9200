package io.github.bingxstream.session;

import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What happened. Every answer quotes the epoch of the attempt that asked. */
public sealed interface SessionInput {

    /** Calls the one method of {@code cases} that is for this input. */
    <R> R match(Cases<R> cases);

    /**
     * The user opened the stream.
     *
     * @param checkpoint where an earlier process stopped; empty to begin afresh
     */
    record Open(Optional<Checkpoint> checkpoint) implements SessionInput {
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

    /** The user wants a channel, too. */
    record Subscribe(Channel channel) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.subscribe(this);
        }
    }

    /** The user does not want a channel any more. */
    record Unsubscribe(Channel channel) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unsubscribe(this);
        }
    }

    /** The user wants key and connection replaced, new before old. */
    record Rotate() implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rotate(this);
        }
    }

    /** The user wants the connection given up and made anew. */
    record Reconnect() implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reconnect(this);
        }
    }

    /** Time has passed: a deadline may have come. */
    record Tick() implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tick(this);
        }
    }

    /** A turn that was waited for has come, see {@link SessionState#awaits}. */
    record TurnCame(Turn turn) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.turnCame(this);
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
    record KeyExtended(long epoch, Now askedAt, Outcome<KeyExtension> outcome) implements SessionInput {
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
     * Messages came faster than they were handled, and some were dropped before the session saw them.
     *
     * @param since when the first one was dropped
     */
    record Overflowed(Moment since) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.overflowed(this);
        }
    }

    /**
     * The query of all balances was answered.
     *
     * @param query the number of the query
     * @param retryAfter how long the exchange asked to be left alone; zero when it did not
     */
    record BalancesTold(long query, Outcome<List<Balance>> outcome, Duration retryAfter) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.balancesTold(this);
        }
    }

    /** The query of open or closed orders was answered, as {@link BalancesTold} is. */
    record OrdersTold(long query, Outcome<List<Order>> outcome, Duration retryAfter) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ordersTold(this);
        }
    }

    /** The query of one order was answered, as {@link BalancesTold} is. */
    record OrderTold(long query, Outcome<Optional<Order>> outcome, Duration retryAfter) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.orderTold(this);
        }
    }

    /** A query of fills was answered, as {@link BalancesTold} is. */
    record FillsTold(long query, Outcome<List<Fill>> outcome, Duration retryAfter) implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fillsTold(this);
        }
    }

    /** The queue to the sink has just become full. What is delivered before the next step still finds room. */
    record SinkFull() implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sinkFull(this);
        }
    }

    /** The queue to the sink, which was full, has room again. */
    record SinkReady() implements SessionInput {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sinkReady(this);
        }
    }

    /**
     * One method for each kind of input.
     *
     * @param <R> what handling gives
     */
    interface Cases<R> {
        R open(Open in);

        R subscribe(Subscribe in);

        R unsubscribe(Unsubscribe in);

        R rotate(Rotate in);

        R reconnect(Reconnect in);

        R close(Close in);

        R tick(Tick in);

        R turnCame(TurnCame in);

        R keyGenerated(KeyGenerated in);

        R keyExtended(KeyExtended in);

        R connectionOpened(ConnectionOpened in);

        R connectionEnded(ConnectionEnded in);

        R signalReceived(SignalReceived in);

        R balancesTold(BalancesTold in);

        R ordersTold(OrdersTold in);

        R orderTold(OrderTold in);

        R fillsTold(FillsTold in);

        R sinkFull(SinkFull in);

        R sinkReady(SinkReady in);

        R overflowed(Overflowed in);
    }
}

package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Symbol;
import java.time.Instant;

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
     * @param askedAt the present, to be quoted in the answer
     */
    record ExtendKey(long epoch, ListenKey key, Now askedAt) implements SessionAction {
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

    /**
     * Close the WebSocket of an epoch, opened or not.
     *
     * @param trust whether others that use it may go on doing so
     */
    record Disconnect(long epoch, Trust trust) implements SessionAction {
        /** Closes one that nobody shall use any more. */
        public Disconnect(long epoch) {
            this(epoch, Trust.NONE);
        }

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

    /** Send an unsubscribe frame. */
    record Unsubscribe(long epoch, String id, Channel channel) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.unsubscribe(this);
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

    /** Save a checkpoint as soon as the sink has taken everything that was delivered before. */
    record SaveCheckpoint(Position position) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.saveCheckpoint(this);
        }
    }

    /** Delete a listen key that no connection of ours uses any more. How that ends does not matter. */
    record DeleteKey(ListenKey key) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.deleteKey(this);
        }
    }

    /**
     * Ask REST for all balances.
     *
     * @param query the number of the query, to be quoted in the answer
     */
    record QueryBalances(long query) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.queryBalances(this);
        }
    }

    /** Ask REST for all open orders. */
    record QueryOpenOrders(long query) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.queryOpenOrders(this);
        }
    }

    /** Ask REST for a page of closed orders. */
    record QueryClosedOrders(long query, Instant from, Instant to, int page) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.queryClosedOrders(this);
        }
    }

    /** Ask REST for one order. */
    record QueryOrder(long query, Symbol symbol, OrderId orderId) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.queryOrder(this);
        }
    }

    /** Ask REST for the fills of a span, both ends included. */
    record QueryFills(long query, Instant from, Instant to) implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.queryFills(this);
        }
    }

    /** Ask REST for the fills of one order in a span, both ends included. */
    record QueryOrderFills(long query, Symbol symbol, OrderId orderId, Instant from, Instant to)
            implements SessionAction {
        @Override
        public void match(Cases cases) {
            cases.queryOrderFills(this);
        }
    }

    /** One method for each kind of action. */
    interface Cases {
        void generateKey(GenerateKey action);

        void extendKey(ExtendKey action);

        void connect(Connect action);

        void disconnect(Disconnect action);

        void subscribe(Subscribe action);

        void unsubscribe(Unsubscribe action);

        void sendText(SendText action);

        void deliver(Deliver action);

        void notify(Notify action);

        void saveCheckpoint(SaveCheckpoint action);

        void deleteKey(DeleteKey action);

        void queryBalances(QueryBalances action);

        void queryOpenOrders(QueryOpenOrders action);

        void queryClosedOrders(QueryClosedOrders action);

        void queryOrder(QueryOrder action);

        void queryFills(QueryFills action);

        void queryOrderFills(QueryOrderFills action);
    }
}

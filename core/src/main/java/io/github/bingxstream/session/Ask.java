package io.github.bingxstream.session;

import java.time.Instant;

/** One question of a round to REST. */
sealed interface Ask {

    /** Returns the action that asks it. */
    SessionAction action(long query, Round round);

    /** Which orders are open? */
    record OpenOrders() implements Ask {
        @Override
        public SessionAction action(long query, Round round) {
            return new SessionAction.QueryOpenOrders(query);
        }
    }

    /** Which fills happened, from a time on? */
    record Fills(Instant from) implements Ask {
        @Override
        public SessionAction action(long query, Round round) {
            return new SessionAction.QueryFills(query, from, round.to());
        }
    }

    /** Which orders are done? */
    record ClosedOrders(int page) implements Ask {

        static final ClosedOrders FIRST = new ClosedOrders(1);

        @Override
        public SessionAction action(long query, Round round) {
            return new SessionAction.QueryClosedOrders(query, round.from(), round.to(), page);
        }
    }

    /** What became of one order? */
    record OneOrder(Ledger.Key key) implements Ask {
        @Override
        public SessionAction action(long query, Round round) {
            return new SessionAction.QueryOrder(query, key.symbol(), key.orderId());
        }
    }

    /** Which fills does one order have, from a time on? */
    record FillsOf(Ledger.Key key, Instant from) implements Ask {
        @Override
        public SessionAction action(long query, Round round) {
            return new SessionAction.QueryOrderFills(query, key.symbol(), key.orderId(), from, round.to());
        }
    }

    /** How do the balances stand? */
    record Balances() implements Ask {
        @Override
        public SessionAction action(long query, Round round) {
            return new SessionAction.QueryBalances(query);
        }
    }
}

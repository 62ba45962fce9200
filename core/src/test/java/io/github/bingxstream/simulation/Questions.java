package io.github.bingxstream.simulation;

import io.github.bingxstream.session.SessionAction;
import java.util.OptionalLong;

/** Tells actions that ask REST about the account from others. */
final class Questions {

    private Questions() {}

    /** Returns the number of the query that an action asks; empty if it asks none. */
    static OptionalLong number(SessionAction action) {
        if (action instanceof SessionAction.QueryBalances query) {
            return OptionalLong.of(query.query());
        }
        if (action instanceof SessionAction.QueryOpenOrders query) {
            return OptionalLong.of(query.query());
        }
        if (action instanceof SessionAction.QueryClosedOrders query) {
            return OptionalLong.of(query.query());
        }
        if (action instanceof SessionAction.QueryOrder query) {
            return OptionalLong.of(query.query());
        }
        if (action instanceof SessionAction.QueryFills query) {
            return OptionalLong.of(query.query());
        }
        return action instanceof SessionAction.QueryOrderFills query
                ? OptionalLong.of(query.query())
                : OptionalLong.empty();
    }
}

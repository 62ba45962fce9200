package io.github.bingxstream.domain;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account as it stands: state, never a change. It comes after every balance subscription (reason {@code INIT}) and
 * must not be booked as a deposit.
 *
 * @param origin where and when it came to us
 * @param balances the assets as they stand; empty when this snapshot says nothing about balances
 * @param openOrders the orders that are live; empty when this snapshot says nothing about orders, which is not the same as
 *     an empty list
 * @param raw members of the message without a documented meaning
 */
public record AccountSnapshot(
        Origin origin, Optional<List<Balance>> balances, Optional<List<Order>> openOrders, RawMembers raw)
        implements AccountEvent {

    public AccountSnapshot {
        balances = balances.map(List::copyOf);
        openOrders = openOrders.map(List::copyOf);
    }

    @Override
    public <R extends @Nullable Object> R match(Cases<R> cases) {
        return cases.accountSnapshot(this);
    }
}

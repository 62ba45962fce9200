package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderStatus;
import java.math.BigDecimal;

/**
 * How far an order has come: it never goes back.
 *
 * @param filled how many lots are filled
 * @param rank 0 for live, 1 for partially filled, 2 for done; -1 for not heard of
 */
record Progress(long filled, int rank) {

    static final Progress UNHEARD = new Progress(0, -1);

    static int rank(OrderStatus status) {
        return status.isTerminal() ? 2 : status == OrderStatus.PARTIALLY_FILLED ? 1 : 0;
    }

    static Progress of(Order order) {
        long lots = order.cumulativeFilledQuantity().movePointRight(3).longValueExact();
        return new Progress(lots, order.status().known().map(Progress::rank).orElse(0));
    }

    static BigDecimal quantity(long lots) {
        return BigDecimal.valueOf(lots, 3);
    }

    boolean isBeyond(Progress other) {
        return filled > other.filled || rank > other.rank;
    }

    Progress furthest(Progress other) {
        return new Progress(Math.max(filled, other.filled), Math.max(rank, other.rank));
    }
}

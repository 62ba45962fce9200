package io.github.bingxstream.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What a new process needs to continue where another one stopped: up to when everything had been delivered, and what is known
 * of the orders that may still matter.
 *
 * @param completeUntil the exchange's time up to which nothing was known to be missing
 * @param orders the live orders and those that changed lately, the one known longest first; unmodifiable
 */
public record Checkpoint(Instant completeUntil, List<OrderMark> orders) {

    public Checkpoint {
        orders = List.copyOf(orders);
    }

    /**
     * How far one order had been delivered.
     *
     * @param symbol the pair
     * @param orderId the exchange's id
     * @param status where it stood
     * @param cumulativeFilledQuantity all its fills together as the exchange told them, in base units
     * @param deliveredQuantity the fills of it that were delivered, in base units; less when some were still missing
     * @param deliveredFills the trade ids of those fills; unmodifiable
     */
    public record OrderMark(
            Symbol symbol,
            OrderId orderId,
            OpenEnum<OrderStatus> status,
            BigDecimal cumulativeFilledQuantity,
            BigDecimal deliveredQuantity,
            List<TradeId> deliveredFills) {

        public OrderMark {
            deliveredFills = List.copyOf(deliveredFills);
        }
    }
}

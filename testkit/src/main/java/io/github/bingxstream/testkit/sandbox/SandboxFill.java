package io.github.bingxstream.testkit.sandbox;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One execution of an order, identified by symbol, order id and trade id.
 *
 * @param tradeId unique per symbol only
 * @param quoteQuantity price times quantity, exact
 * @param fee negative when paid
 * @param maker whether the order was resting when it was hit
 */
public record SandboxFill(
        String symbol,
        long tradeId,
        long orderId,
        SandboxOrder.Side side,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal quoteQuantity,
        BigDecimal fee,
        String feeAsset,
        boolean maker,
        Instant at) {

    static SandboxFill of(
            SandboxOrder order,
            long tradeId,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal fee,
            boolean maker,
            Instant at) {
        return new SandboxFill(
                order.symbol(),
                tradeId,
                order.orderId(),
                order.side(),
                price,
                quantity,
                price.multiply(quantity),
                fee,
                order.feeAsset(),
                maker,
                at);
    }
}

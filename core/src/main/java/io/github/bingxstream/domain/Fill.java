package io.github.bingxstream.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution of an order, identified by symbol, order id and trade id together (trade ids repeat across symbols).
 *
 * @param symbol the pair
 * @param orderId the order that was filled
 * @param tradeId the id of this execution; empty when the exchange gave none
 * @param price in quote units for one base unit
 * @param quantity in base units; always above zero
 * @param quoteQuantity in quote units; empty when the exchange gave none. Over REST it may carry binary noise such as
 *     {@code 17.997667582000002}
 * @param fee empty when the exchange gave none
 * @param time the exchange's time of the execution; rounded to the second over REST
 * @param maker whether the order was resting in the book; documented over REST only, so empty from the stream
 * @param raw further members of a fill told over REST; those of the stream are in the {@link Order}
 */
public record Fill(
        Symbol symbol,
        OrderId orderId,
        Optional<TradeId> tradeId,
        BigDecimal price,
        BigDecimal quantity,
        Optional<BigDecimal> quoteQuantity,
        Optional<Fee> fee,
        Optional<Instant> time,
        Optional<Boolean> maker,
        RawMembers raw) {}

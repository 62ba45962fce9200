package io.github.bingxstream.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;

/**
 * An order as it stands.
 *
 * @param symbol the pair
 * @param orderId the exchange's id
 * @param clientOrderId the id its creator gave it; empty when there is none
 * @param side buys or sells
 * @param type how it wants to be executed
 * @param status where it stands
 * @param price in quote units; on a market order a reference price, not the price of the fill
 * @param stopPrice the trigger in quote units; empty when there is none
 * @param quantity the original quantity in base units; <b>zero on a market buy by amount</b>: do not divide by it
 * @param quoteQuantity the original amount in quote units of a market buy by amount; empty otherwise
 * @param cumulativeFilledQuantity all fills together, in base units
 * @param cumulativeFilledQuoteQuantity all fills together, in quote units; empty when the exchange gave none
 * @param createTime the exchange's time of creation; empty when it gave none
 * @param updateTime the exchange's time of the last change, given over REST only and often rounded to the second
 * @param raw members without a documented meaning
 */
public record Order(
        Symbol symbol,
        OrderId orderId,
        Optional<String> clientOrderId,
        OpenEnum<Side> side,
        OpenEnum<OrderType> type,
        OpenEnum<OrderStatus> status,
        Optional<BigDecimal> price,
        Optional<BigDecimal> stopPrice,
        BigDecimal quantity,
        Optional<BigDecimal> quoteQuantity,
        BigDecimal cumulativeFilledQuantity,
        Optional<BigDecimal> cumulativeFilledQuoteQuantity,
        Optional<Instant> createTime,
        Optional<Instant> updateTime,
        RawMembers raw) {

    /** Tells whether the order is known to be done. An unknown status is not known to be done: ask over REST. */
    public boolean isTerminal() {
        return status.known().map(OrderStatus::isTerminal).orElse(false);
    }

    /**
     * Returns this order as it stood, or stands, with another status and filled quantity; what the quote units of that were is
     * not known.
     */
    public Order standing(OpenEnum<OrderStatus> newStatus, BigDecimal newCumulativeFilledQuantity) {
        return new Order(
                symbol,
                orderId,
                clientOrderId,
                side,
                type,
                newStatus,
                price,
                stopPrice,
                quantity,
                quoteQuantity,
                newCumulativeFilledQuantity,
                Optional.empty(),
                createTime,
                updateTime,
                raw);
    }

    /** Returns the average price of all fills in quote units, rounded as told; empty before the first fill. */
    public Optional<BigDecimal> averagePrice(MathContext rounding) {
        return cumulativeFilledQuantity.signum() == 0
                ? Optional.empty()
                : cumulativeFilledQuoteQuantity.map(quote -> quote.divide(cumulativeFilledQuantity, rounding));
    }
}

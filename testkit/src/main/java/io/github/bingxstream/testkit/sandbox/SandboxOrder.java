package io.github.bingxstream.testkit.sandbox;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One order of a sandbox account as it stands.
 *
 * @param orderId 19 digits, above 2^53, so that a client which passes it through a double is found out
 * @param price the limit price; for a market order the reference price when it came in
 * @param quantity base quantity; zero for a market buy by amount
 * @param quoteQuantity quote amount of a market buy by amount, else zero
 * @param filledQuantity base quantity of all fills
 * @param filledQuote quote amount of all fills
 * @param fee sum of the fees, negative when paid, in {@link #feeAsset()}
 * @param clientOrderId empty when the client gave none
 */
public record SandboxOrder(
        long orderId,
        String symbol,
        Side side,
        Type type,
        Status status,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal quoteQuantity,
        BigDecimal filledQuantity,
        BigDecimal filledQuote,
        BigDecimal fee,
        String clientOrderId,
        Instant createdAt,
        Instant updatedAt) {

    /** Which way the base asset moves. */
    public enum Side {
        BUY,
        SELL
    }

    /** The order types the sandbox executes. */
    public enum Type {
        LIMIT,
        MARKET
    }

    /** Where an order stands, in the exchange's words; a resting order is {@code PENDING}. */
    public enum Status {
        PENDING,
        PARTIALLY_FILLED,
        FILLED,
        CANCELED
    }

    static SandboxOrder accepted(
            long orderId,
            String symbol,
            Side side,
            Type type,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal quoteQuantity,
            String clientOrderId,
            Instant now) {
        BigDecimal zero = BigDecimal.ZERO;
        return new SandboxOrder(
                orderId,
                symbol,
                side,
                type,
                Status.PENDING,
                price,
                quantity,
                quoteQuantity,
                zero,
                zero,
                zero,
                clientOrderId,
                now,
                now);
    }

    /** The part before the last hyphen: {@code ATOM(ARC20)} of {@code ATOM(ARC20)-USDT}. */
    public String baseAsset() {
        return symbol.substring(0, symbol.lastIndexOf('-'));
    }

    /** The part after the last hyphen. */
    public String quoteAsset() {
        return symbol.substring(symbol.lastIndexOf('-') + 1);
    }

    /** The asset a trade brings in, from which the exchange takes its fee. */
    public String feeAsset() {
        return side == Side.BUY ? baseAsset() : quoteAsset();
    }

    /** Whether it can still be filled or cancelled. */
    public boolean isOpen() {
        return status == Status.PENDING || status == Status.PARTIALLY_FILLED;
    }

    /** Base quantity that was asked for and is not filled; zero for a market buy by amount, which asks for none. */
    public BigDecimal remaining() {
        return quantity.subtract(filledQuantity).max(BigDecimal.ZERO);
    }

    SandboxOrder filledBy(SandboxFill fill) {
        BigDecimal filled = filledQuantity.add(fill.quantity());
        Status next = filled.compareTo(quantity) < 0 ? Status.PARTIALLY_FILLED : Status.FILLED;
        return new SandboxOrder(
                orderId,
                symbol,
                side,
                type,
                next,
                price,
                quantity,
                quoteQuantity,
                filled,
                filledQuote.add(fill.quoteQuantity()),
                fee.add(fill.fee()),
                clientOrderId,
                createdAt,
                fill.at());
    }

    SandboxOrder canceledAt(Instant at) {
        return new SandboxOrder(
                orderId,
                symbol,
                side,
                type,
                Status.CANCELED,
                price,
                quantity,
                quoteQuantity,
                filledQuantity,
                filledQuote,
                fee,
                clientOrderId,
                createdAt,
                at);
    }
}

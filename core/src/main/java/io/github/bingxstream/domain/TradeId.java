package io.github.bingxstream.domain;

/**
 * The exchange's id of one fill. Unique only within a symbol: a fill is identified by symbol, order id and trade id.
 *
 * @param text the id as the exchange writes it, without quotes; at most 64 characters
 */
public record TradeId(String text) {

    private static final int LENGTH_MAX = 64;

    public TradeId {
        Texts.requireName("trade id", text, LENGTH_MAX);
    }

    @Override
    public String toString() {
        return text;
    }
}

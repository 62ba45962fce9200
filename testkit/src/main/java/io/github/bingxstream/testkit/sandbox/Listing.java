package io.github.bingxstream.testkit.sandbox;

import java.math.BigDecimal;

/**
 * A pair that can be traded here.
 *
 * @param opening the reference price at the start
 * @param priceScale decimals of a price
 * @param quantityScale decimals of a quantity
 */
record Listing(String symbol, BigDecimal opening, int priceScale, int quantityScale) {

    static Listing of(String symbol, String opening, int priceScale, int quantityScale) {
        return new Listing(symbol, new BigDecimal(opening), priceScale, quantityScale);
    }

    String baseAsset() {
        return symbol.substring(0, symbol.lastIndexOf('-'));
    }

    String quoteAsset() {
        return symbol.substring(symbol.lastIndexOf('-') + 1);
    }
}

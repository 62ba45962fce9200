package io.github.bingxstream.domain;

/**
 * The exchange's id of an order: text, because its 19 digits do not fit a double and nobody promises that it stays a
 * number.
 *
 * @param text the id as the exchange writes it, without quotes; at most 64 characters
 */
public record OrderId(String text) {

    private static final int LENGTH_MAX = 64;

    public OrderId {
        Texts.requireName("order id", text, LENGTH_MAX);
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.github.bingxstream.domain;

/**
 * A coin or token in the exchange's spelling, such as {@code USDT}.
 *
 * @param text the name as the exchange writes it, case-sensitive, at most 64 characters
 */
public record Asset(String text) {

    private static final int LENGTH_MAX = 64;

    public Asset {
        Texts.requireName("asset", text, LENGTH_MAX);
    }

    @Override
    public String toString() {
        return text;
    }
}

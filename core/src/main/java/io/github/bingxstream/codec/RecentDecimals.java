package io.github.bingxstream.codec;

import java.math.BigDecimal;
import java.util.function.Function;

/**
 * What was made of decimals that came lately.
 *
 * @param <T> what a decimal is made into
 */
final class RecentDecimals<T> {

    private final Function<BigDecimal, T> make;
    private final Recent<T> recent = new Recent<>();

    RecentDecimals(Function<BigDecimal, T> make) {
        this.make = make;
    }

    /** Returns what is made of {@code unscaledValue} / 10<sup>{@code scale}</sup>. */
    T of(long unscaledValue, int scale) {
        T known = recent.get(unscaledValue, scale);
        if (known != null) {
            return known;
        }
        T made = make.apply(BigDecimal.valueOf(unscaledValue, scale));
        recent.put(unscaledValue, scale, made);
        return made;
    }

    /** Returns what is made of a decimal, which is not remembered. */
    T of(BigDecimal decimal) {
        return make.apply(decimal);
    }
}

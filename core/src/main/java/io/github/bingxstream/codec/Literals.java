package io.github.bingxstream.codec;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from their literals. Nothing passes through a {@code double}: order ids need 19 digits, quantities up to 20
 * decimals.
 */
final class Literals {

    /** Characters in a decimal. The longest ever seen has 30; a limit keeps a hostile one from costing much. */
    static final int DECIMAL_LENGTH_MAX = 64;

    /**
     * Size of a decimal's exponent, either way. Without a limit {@code 1E-999999999} is ten characters that
     * {@code toPlainString} makes into a billion. The exchange was seen to write {@code -1.2493e-7}.
     */
    static final int EXPONENT_MAX = 64;

    /** Characters in a time: enough for the year 33658, and the product with 1000 still fits. */
    static final int TIME_LENGTH_MAX = 15;

    private Literals() {}

    /** Returns the value of a decimal literal with its scale kept, or null when it is none or beyond the limits. */
    static @Nullable BigDecimal decimal(String text) {
        if (!isDecimal(text)) {
            return null;
        }
        return new BigDecimal(text);
    }

    /** Returns a value above zero, or null for what the exchange writes when there is none. */
    static @Nullable BigDecimal aboveZero(@Nullable BigDecimal value) {
        return value != null && value.signum() > 0 ? value : null;
    }

    /** Tells whether the text is an optional minus sign and digits, nothing else. */
    static boolean isInteger(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        return from < text.length() && digitsEnd(text, from) == text.length();
    }

    /** Returns the time of an epoch value in milliseconds, or null when it is no such value. */
    static @Nullable Instant time(String text) {
        if (!isInteger(text) || text.length() > TIME_LENGTH_MAX) {
            return null;
        }
        return Instant.ofEpochMilli(Long.parseLong(text));
    }

    /** Returns an error code, or null when the text is no 32-bit integer. */
    static @Nullable Integer code(String text) {
        if (!isInteger(text)) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    // BigDecimal would also take digits of other scripts and exponents of any size.
    private static boolean isDecimal(String text) {
        int length = text.length();
        if (length > DECIMAL_LENGTH_MAX) {
            return false;
        }
        int at = 0;
        if (at < length && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int integerEnd = digitsEnd(text, at);
        int digits = integerEnd - at;
        at = integerEnd;
        if (at < length && text.charAt(at) == '.') {
            int fractionEnd = digitsEnd(text, at + 1);
            digits += fractionEnd - at - 1;
            at = fractionEnd;
        }
        return digits > 0 && (at == length || isExponent(text, at));
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        int from = at + 1;
        if (from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+')) {
            from++;
        }
        // Within the limit on the length, the value of nine digits fits an int.
        int digits = text.length() - from;
        return digits > 0
                && digits <= 9
                && digitsEnd(text, from) == text.length()
                && Integer.parseInt(text, from, text.length(), 10) <= EXPONENT_MAX;
    }

    private static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}

package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.util.Locale;

/** How the exchange writes numbers. */
final class Json {
    private Json() {}

    /** A bare number with its exact digits and no exponent. */
    static JsonElement number(BigDecimal value) {
        return JsonParser.parseString(plain(value));
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** The way of account updates: 20 decimals, or more if the value needs them. */
    static String twentyDecimals(BigDecimal value) {
        return value.setScale(Math.max(20, value.scale())).toPlainString();
    }

    /** What is left of an exact value that passed through a double, with the exponent of small ones: {@code -1.2493e-7}. */
    static String noisy(double value) {
        String text = Double.toString(value);
        return text.contains("E-") ? text.toLowerCase(Locale.ROOT) : plain(new BigDecimal(text));
    }
}

package io.github.bingxstream.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Texts, decimals and times that came lately, so that they are not made again. An order says its ids, price, quantity and
 * time anew in every update, and most of what decoding allocates is values. Which of two values has a place is a matter
 * of chance, and of no consequence: all of them are immutable.
 */
final class RecentValues {

    /** Powers of two. Full, they hold about 6 KiB, most of it in use elsewhere; empty, half of one. */
    private static final int TEXTS = 32;

    private static final int DECIMALS = 32;
    private static final int TIMES = 16;

    /** The longest text worth comparing: ids have 20 characters, client order ids up to 40. */
    private static final int TEXT_LENGTH_MAX = 40;

    private final @Nullable String[] texts = new @Nullable String[TEXTS];
    private final long[] unscaled = new long[DECIMALS];
    private final @Nullable BigDecimal[] decimals = new @Nullable BigDecimal[DECIMALS];
    private final @Nullable Instant[] times = new @Nullable Instant[TIMES];

    /** Returns the text that these bytes are in UTF-8. */
    String text(byte[] bytes, int start, int end) {
        if (end - start > TEXT_LENGTH_MAX) {
            return made(bytes, start, end);
        }
        int slot = slot(Spellings.hash(bytes, start, end), TEXTS);
        String recent = texts[slot];
        if (recent != null && isEqual(recent, bytes, start, end)) {
            return recent;
        }
        String text = made(bytes, start, end);
        texts[slot] = text;
        return text;
    }

    /** Returns {@code unscaledValue} / 10<sup>{@code scale}</sup>. */
    BigDecimal decimal(long unscaledValue, int scale) {
        int slot = slot(unscaledValue + 31L * scale, DECIMALS);
        BigDecimal recent = decimals[slot];
        if (recent != null && unscaled[slot] == unscaledValue && recent.scale() == scale) {
            return recent;
        }
        BigDecimal decimal = BigDecimal.valueOf(unscaledValue, scale);
        unscaled[slot] = unscaledValue;
        decimals[slot] = decimal;
        return decimal;
    }

    /** Returns the time of an epoch value in milliseconds. */
    Instant time(long epochMilli) {
        int slot = slot(epochMilli, TIMES);
        Instant recent = times[slot];
        if (recent != null && recent.toEpochMilli() == epochMilli) {
            return recent;
        }
        Instant time = Instant.ofEpochMilli(epochMilli);
        times[slot] = time;
        return time;
    }

    private static String made(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Spreads by Fibonacci hashing. */
    private static int slot(long hash, int slots) {
        return (int) ((hash * 0x9E3779B97F4A7C15L) >>> 40) & (slots - 1);
    }

    /** Compares with ASCII; any other text is made anew each time. */
    private static boolean isEqual(String text, byte[] bytes, int start, int end) {
        if (text.length() != end - start) {
            return false;
        }
        for (int i = text.length() - 1; i >= 0; i--) {
            // No character equals a negative byte.
            if (text.charAt(i) != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }
}

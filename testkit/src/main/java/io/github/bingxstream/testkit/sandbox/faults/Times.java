package io.github.bingxstream.testkit.sandbox.faults;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as scripts have them: {@code 300ms}, {@code 5s}, {@code -10s}, {@code 2m}, {@code 1h}. */
final class Times {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,8})(ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofDays(1);

    private Times() {}

    static boolean isTime(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whether it is longer than zero, at most a day, which is longer than any test, and whole milliseconds. */
    static boolean isLength(Duration time) {
        return !time.isNegative()
                && !time.isZero()
                && time.compareTo(LONGEST) <= 0
                && time.equals(Duration.ofMillis(time.toMillis()));
    }

    /** Throws {@link IllegalArgumentException} if it is no length. */
    static void requireLength(Duration time) {
        if (!isLength(time)) {
            throw new IllegalArgumentException("say a time longer than zero, at most 24h, in whole milliseconds");
        }
    }

    static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time: write 300ms, 5s, 2m or 1h");
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** In the largest unit of which it is a whole number. */
    static String text(Duration time) {
        long millis = time.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 != 0 ? seconds / 60 + "m" : seconds / 3600 + "h";
    }
}

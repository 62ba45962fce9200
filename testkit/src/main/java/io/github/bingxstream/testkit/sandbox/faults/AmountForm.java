package io.github.bingxstream.testkit.sandbox.faults;

import java.net.URI;
import java.util.Locale;

/**
 * Which amount a kind of fault has, and how a script says it.
 *
 * @param word stands in front of it; empty if there is none
 * @param hint stands for it in a description, such as {@code TIME}
 * @param unit may follow a number, and is written when the sandbox writes; empty if there is none
 */
record AmountForm(Type type, String word, String hint, int least, int most, String unit) {
    /** The types of {@link Amount}. */
    enum Type {
        NONE,
        TIME,
        SHIFT,
        NUMBER,
        GOODBYE,
        ADDRESS
    }

    static final AmountForm NONE = new AmountForm(Type.NONE, "", "", 0, 0, "");
    static final AmountForm SHIFT = new AmountForm(Type.SHIFT, "by", "TIME", 0, 0, "");
    static final AmountForm ADDRESS = new AmountForm(Type.ADDRESS, "to", "URL", 0, 0, "");
    /** What RFC 6455 allows to be sent, 1005, 1006 and 1015 being for local use. */
    static final AmountForm GOODBYE = new AmountForm(Type.GOODBYE, "with", "CODE [REASON]", 1000, 4999, "");

    static final AmountForm STATUS = number("with", "STATUS", 400, 599, "");

    /** A close frame has 125 bytes, two of which are the code. */
    private static final int REASON_CHARS_MAX = 123;

    static AmountForm time(String word) {
        return new AmountForm(Type.TIME, word, "TIME", 0, 0, "");
    }

    static AmountForm number(String word, String hint, int least, int most, String unit) {
        return new AmountForm(Type.NUMBER, word, hint, least, most, unit);
    }

    /** Throws {@link IllegalArgumentException} with a remedy when the amount is of another type or out of range. */
    void check(Amount amount) {
        switch (type) {
            case NONE -> require(amount instanceof Amount.None, "there is no amount to say");
            case TIME ->
                require(
                        amount instanceof Amount.Time time && Times.isLength(time.time()),
                        "say how long: 300ms, 5s, at most 24h");
            case SHIFT ->
                require(
                        amount instanceof Amount.Time time
                                && Times.isLength(time.time().abs()),
                        "say how far: 10s or -10s, at most 24h");
            case NUMBER ->
                require(
                        amount instanceof Amount.Size number && isWithin(number.number()),
                        "say a number from " + least + " to " + most);
            case GOODBYE ->
                require(
                        amount instanceof Amount.Goodbye goodbye
                                && isWithin(goodbye.code())
                                && goodbye.reason().length() <= REASON_CHARS_MAX,
                        "say a close code from " + least + " to " + most + ", and a reason of at most "
                                + REASON_CHARS_MAX + " characters");
            case ADDRESS ->
                require(
                        amount instanceof Amount.Address address
                                && address.url().isAbsolute(),
                        "say a whole URL: https://example.org/");
        }
    }

    /** Reads what a script says of it. */
    Amount read(Words words) {
        if (type == Type.NONE) {
            return new Amount.None();
        }
        words.expect(word, hint);
        return switch (type) {
            case TIME, SHIFT -> new Amount.Time(Times.parse(words.next(hint)));
            case NUMBER -> new Amount.Size(number(words));
            case GOODBYE ->
                new Amount.Goodbye(Words.number(words.next("CODE")), words.isAtEnd() ? "" : words.next("REASON"));
            case ADDRESS -> new Amount.Address(address(words.next(hint)));
            case NONE -> throw new IllegalStateException("it has returned");
        };
    }

    /** {@code  with 64 MB}, or nothing. */
    String text(Amount amount) {
        if (type == Type.NONE) {
            return "";
        }
        return " " + word + " " + amount + (unit.isEmpty() ? "" : " " + unit);
    }

    /** {@code  with NUMBER MB}, or nothing. */
    String usage() {
        if (type == Type.NONE) {
            return "";
        }
        return " " + word + " " + hint + (unit.isEmpty() ? "" : " " + unit);
    }

    private int number(Words words) {
        String text = words.next(hint);
        boolean united = !unit.isEmpty() && text.toLowerCase(Locale.ROOT).endsWith(unit.toLowerCase(Locale.ROOT));
        int number = Words.number(united ? text.substring(0, text.length() - unit.length()) : text);
        if (!united && !unit.isEmpty()) {
            words.skip(unit);
        }
        return number;
    }

    private boolean isWithin(int number) {
        return number >= least && number <= most;
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no URL");
        }
    }

    private static void require(boolean condition, String remedy) {
        if (!condition) {
            throw new IllegalArgumentException(remedy);
        }
    }
}

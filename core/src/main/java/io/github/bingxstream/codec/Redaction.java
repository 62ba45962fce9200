package io.github.bingxstream.codec;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Replaces listen keys: whoever has one reads the account. */
final class Redaction {

    /** Characters of a message that go into a report about it. */
    static final int EXCERPT_MAX = 200;

    /** More than the excerpt by the longest listen key, so that none is cut before it can be recognised. */
    static final int LOOKED_AT_MAX = 1000;

    private static final String REPLACEMENT = "redacted";
    private static final byte[] QUOTED = ('"' + REPLACEMENT + '"').getBytes(StandardCharsets.US_ASCII);

    /** A listen key by its name, in whatever surroundings: JSON, a query, a sentence. */
    private static final Pattern NAMED =
            Pattern.compile("(listenKey[\"'\\\\\\s]*[=:][\"'\\\\\\s\\[]*)[A-Za-z0-9._~-]+", Pattern.CASE_INSENSITIVE);

    /** What looks like a key though its name was lost; ids and numbers of the exchange are shorter. */
    private static final Pattern NAMELESS = Pattern.compile("[A-Za-z0-9]{40,}");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

    private Redaction() {}

    /** Returns the message with the given spans (start, end, start, end and so on) replaced by a JSON string. */
    static byte[] replaced(byte[] message, int length, int[] spans) {
        int size = length;
        for (int i = 0; i < spans.length; i += 2) {
            size += QUOTED.length - (spans[i + 1] - spans[i]);
        }
        byte[] result = new byte[size];
        int to = 0;
        int from = 0;
        for (int i = 0; i < spans.length; i += 2) {
            int kept = spans[i] - from;
            System.arraycopy(message, from, result, to, kept);
            System.arraycopy(QUOTED, 0, result, to + kept, QUOTED.length);
            to += kept + QUOTED.length;
            from = spans[i + 1];
        }
        System.arraycopy(message, from, result, to, length - from);
        return result;
    }

    /** Returns the text without listen keys that are named in it. */
    static String named(String text) {
        return NAMED.matcher(text).replaceAll("$1" + REPLACEMENT);
    }

    /** Returns the beginning of a message in one line for people, without anything that may be a listen key. */
    static String excerpt(String message) {
        String looked = message.substring(0, Math.min(message.length(), LOOKED_AT_MAX));
        String safe = NAMELESS.matcher(named(looked)).replaceAll(REPLACEMENT);
        String line = CONTROL.matcher(safe).replaceAll(" ");
        return line.substring(0, Math.min(line.length(), EXCERPT_MAX));
    }
}

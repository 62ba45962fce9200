package io.github.bingxstream.rest;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes foreign text fit to show: secrets out, control characters out, 300 characters at most.
 *
 * <p>A server may quote a request back to us. Besides the secrets of the request itself, any run of 32 or more letters and
 * digits is taken for one: listen keys, signatures and API keys of the exchange are all longer.
 */
final class Redaction {

    /** As {@code Refusal.message} promises. */
    static final int LENGTH_MAX = 300;

    private static final String PLACEHOLDER = "[redacted]";
    private static final Pattern SECRET_LIKE = Pattern.compile("[A-Za-z0-9]{32,}");
    private static final Pattern BREAKS = Pattern.compile("[\\r\\n\\t\\u0085\\u2028\\u2029]+");
    /** Control characters forge log lines, format characters turn the direction of writing. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}]+");

    private final List<Pattern> secrets;

    /** Takes secrets out wherever they occur, in either case. */
    Redaction(List<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isEmpty())
                .map(secret -> Pattern.compile(Pattern.quote(secret), Pattern.CASE_INSENSITIVE))
                .toList();
    }

    /** Returns a text that may be shown. Cut last, or half a secret might stay. */
    String clean(String foreign) {
        String text = BREAKS.matcher(foreign).replaceAll(" ");
        text = INVISIBLE.matcher(text).replaceAll("");
        for (Pattern secret : secrets) {
            text = secret.matcher(text).replaceAll(PLACEHOLDER);
        }
        return cut(SECRET_LIKE.matcher(text).replaceAll(PLACEHOLDER).strip());
    }

    @Override
    public String toString() {
        return "Redaction[" + secrets.size() + " secrets]";
    }

    private static String cut(String text) {
        if (text.length() <= LENGTH_MAX) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LENGTH_MAX - 1)) ? LENGTH_MAX - 1 : LENGTH_MAX;
        return text.substring(0, end);
    }
}

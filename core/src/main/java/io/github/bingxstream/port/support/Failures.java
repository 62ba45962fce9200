package io.github.bingxstream.port.support;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong without saying a secret (FT-73, HT-26). */
public final class Failures {

    private static final int CAUSES_MAX = 6;
    private static final int EXCERPT_MAX = 200;

    private Failures() {}

    /** Takes off what a future wrapped around a failure. */
    public static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? unwrap(cause) : failure;
    }

    /**
     * Says {@linkplain TlsRefusal#explain why TLS was refused}, or else names the classes of a failure and its causes. Not
     * their messages: libraries quote the URI here and a header there, and nobody promises where.
     */
    public static String describe(Throwable failure) {
        return TlsRefusal.explain(failure).orElseGet(() -> classes(failure));
    }

    private static String classes(Throwable failure) {
        StringJoiner names = new StringJoiner(" <- ");
        @Nullable Throwable cause = unwrap(failure);
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            names.add(cause.getClass().getSimpleName());
            cause = cause.getCause();
        }
        return names.toString();
    }

    /** Quotes a peer's words in one short line, without any value of the query that it may have sent back. */
    public static String quote(URI endpoint, String words) {
        String quoted = words;
        String query = endpoint.getRawQuery();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                String value = parameter.substring(parameter.indexOf('=') + 1);
                quoted = without(without(quoted, value), decoded(value));
            }
        }
        String line = quoted.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= EXCERPT_MAX ? line : line.substring(0, EXCERPT_MAX) + "…";
    }

    private static String without(String text, String value) {
        return value.isEmpty() ? text : text.replace(value, "***");
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }
}

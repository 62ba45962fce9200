package io.github.bingxstream.rest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The parameters of a request in the two forms that the exchange wants ("Signature", authentication docs): the canonical
 * form that is signed, and the wire form that is sent. Both have the same order.
 *
 * <p>Sources disagree on whether the exchange sorts before it verifies. It evidently hashes what it receives, so sorting
 * everything and sending exactly that order satisfies them all.
 */
final class CanonicalQuery {

    /** With one of these in a value, one parameter could smuggle a second into the signed text. */
    private static final String FORBIDDEN = "&=?#\r\n";

    private static final String UNRESERVED = "-._~";

    private static final CanonicalQuery EMPTY = new CanonicalQuery(new TreeMap<>());

    /** The names are ASCII, so that the natural order is the order of bytes. */
    private final SortedMap<String, String> parameters;

    private CanonicalQuery(SortedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    static CanonicalQuery empty() {
        return EMPTY;
    }

    /**
     * Returns this query with one more parameter.
     *
     * @throws IllegalArgumentException if the name is not ASCII letters and digits, if it is there already, or if the value
     *     has a forbidden character; the message names the parameter and never shows the value, which may be a secret
     */
    CanonicalQuery with(String name, String value) {
        requireName(name);
        requireHarmless(name, value);
        SortedMap<String, String> more = new TreeMap<>(parameters);
        if (more.put(name, value) != null) {
            throw new IllegalArgumentException("the parameter '" + name + "' is there already: give it once");
        }
        return new CanonicalQuery(more);
    }

    CanonicalQuery with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** Returns the text to sign: sorted by name, joined by {@code &}, values as they are. */
    String canonical() {
        return joined(value -> value);
    }

    /** Returns the same text for the URL: every byte of a value outside the unreserved characters as {@code %XX}. */
    String wire() {
        return joined(CanonicalQuery::percentEncoded);
    }

    /** Returns a parameter's value as it is, or nothing when there is no such parameter. */
    String value(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Shows names only: a value may be a listen key. */
    @Override
    public String toString() {
        return "CanonicalQuery" + parameters.keySet();
    }

    private String joined(UnaryOperator<String> form) {
        return parameters.entrySet().stream()
                .map((Map.Entry<String, String> each) -> each.getKey() + "=" + form.apply(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static void requireName(String name) {
        if (name.isEmpty() || !name.chars().allMatch(CanonicalQuery::isAsciiLetterOrDigit)) {
            throw new IllegalArgumentException(
                    "a parameter's name has ASCII letters and digits only: spell it as the exchange documents it");
        }
    }

    private static void requireHarmless(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (FORBIDDEN.indexOf(c) >= 0) {
                String shown = c > ' ' ? "'" + c + "'" : c == '\r' ? "a carriage return" : "a line feed";
                throw new IllegalArgumentException(
                        "the parameter '" + name + "' has " + shown + " at position " + i
                                + ", which would forge another parameter: remove it, the exchange allows none of & = ? # CR LF");
            }
        }
    }

    private static String percentEncoded(String value) {
        StringBuilder wire = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (isAsciiLetterOrDigit(b) || UNRESERVED.indexOf(b) >= 0) {
                wire.append((char) b);
            } else {
                wire.append('%')
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xF, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xF, 16)));
            }
        }
        return wire.toString();
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}

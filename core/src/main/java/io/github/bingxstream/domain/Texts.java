package io.github.bingxstream.domain;

import java.util.Objects;

/** What a name from outside may look like. The message says which name was wrong and what to do. */
final class Texts {

    private static final String FORBIDDEN = "&=?#";

    private Texts() {}

    static void requireName(String what, String text, int lengthMax) {
        Objects.requireNonNull(text, what);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty: give the exchange's spelling");
        }
        if (text.length() > lengthMax) {
            throw new IllegalArgumentException(
                    what + " has " + text.length() + " characters, more than the " + lengthMax + " allowed");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Most characters are these, and ids are made in every other message.
            boolean usual = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            if (usual) {
                continue;
            }
            if (FORBIDDEN.indexOf(c) >= 0 || Character.isISOControl(c) || Character.isWhitespace(c)) {
                throw new IllegalArgumentException(
                        what + " contains " + shown(c) + " at position " + i + ": remove it, no " + what + " has one");
            }
        }
    }

    private static String shown(char c) {
        return c > ' ' && c < 127 ? "'" + c + "'" : String.format("U+%04X", (int) c);
    }
}

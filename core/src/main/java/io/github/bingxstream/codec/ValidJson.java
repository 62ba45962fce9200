package io.github.bingxstream.codec;

import java.nio.charset.StandardCharsets;

/** Finds the way in JSON that is known to be well-formed, so that nothing is checked again. */
final class ValidJson {

    private ValidJson() {}

    /** Returns where the next token begins, or what ends the object or list. Commas and colons say nothing new. */
    static int tokenStart(byte[] json, int from) {
        int at = from;
        while (json[at] <= ' ' || json[at] == ',' || json[at] == ':') {
            at++;
        }
        return at;
    }

    /** Returns where the string ends that begins at {@code start}: behind its closing quote. */
    static int stringEnd(byte[] json, int start) {
        int at = start + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** Returns where the number, or {@code true}, {@code false} or {@code null}, ends that begins at {@code start}. */
    static int wordEnd(byte[] json, int start) {
        int at = start;
        while (json[at] > ' ' && json[at] != ',' && json[at] != '}' && json[at] != ']') {
            at++;
        }
        return at;
    }

    /** Returns where any value ends that begins at {@code start}. */
    static int valueEnd(byte[] json, int start) {
        return switch (json[start]) {
            case '"' -> stringEnd(json, start);
            case '{', '[' -> nestEnd(json, start);
            default -> wordEnd(json, start);
        };
    }

    /** Returns the text between the quotes of a string. */
    static String text(byte[] json, int start, int end) {
        int plain = start;
        while (plain < end && json[plain] != '\\') {
            plain++;
        }
        String beginning = new String(json, start, plain - start, StandardCharsets.UTF_8);
        return plain == end ? beginning : unescaped(beginning, json, plain, end);
    }

    private static int nestEnd(byte[] json, int start) {
        int depth = 0;
        int at = start;
        do {
            switch (json[at]) {
                case '"' -> at = stringEnd(json, at) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {
                    // A separator, or part of a word.
                }
            }
            at++;
        } while (depth > 0);
        return at;
    }

    /** Goes on with the first escape. Half a surrogate pair stays what it is. */
    private static String unescaped(String beginning, byte[] json, int from, int end) {
        StringBuilder text = new StringBuilder(beginning.length() + end - from).append(beginning);
        int at = from;
        while (at < end) {
            int next = at;
            while (next < end && json[next] != '\\') {
                next++;
            }
            text.append(new String(json, at, next - at, StandardCharsets.UTF_8));
            at = next;
            if (at < end) {
                boolean isUnicode = json[at + 1] == 'u';
                text.append(isUnicode ? unicode(json, at + 2) : control(json[at + 1]));
                at += isUnicode ? 6 : 2;
            }
        }
        return text.toString();
    }

    private static char unicode(byte[] json, int digits) {
        int value = 0;
        for (int i = digits; i < digits + 4; i++) {
            value = value << 4 | Character.digit(json[i], 16);
        }
        return (char) value;
    }

    private static char control(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) letter;
        };
    }
}

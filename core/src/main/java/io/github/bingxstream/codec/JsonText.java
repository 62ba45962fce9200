package io.github.bingxstream.codec;

import java.nio.charset.StandardCharsets;

/** Writes JSON strings, and reads them. */
final class JsonText {

    private static final String[] DIGITS = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

    private JsonText() {}

    /** Returns the text as a JSON string, quotes included. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2);
        append(json, text);
        return json.toString();
    }

    /** Appends the text as a JSON string, quotes included. */
    static void append(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                // An escaped surrogate survives UTF-8 even when its other half is missing.
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Returns the text of a string or a name. */
    static String unquoted(JsonPlaces places, int token) {
        int start = places.start(token) + 1;
        int end = places.scalarEnd(token) - 1;
        return places.isEscaped(token) ? unescaped(places.json(), start, end) : text(places.json(), start, end);
    }

    /** Returns the text that the bytes are in UTF-8. Empty texts and digits, as which the exchange writes "none", are shared. */
    static String text(byte[] bytes, int start, int end) {
        if (end == start) {
            return "";
        }
        boolean isDigit = end - start == 1 && bytes[start] >= '0' && bytes[start] <= '9';
        return isDigit ? DIGITS[bytes[start] - '0'] : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Returns the text between the quotes of a well-formed string. Half a surrogate pair stays what it is. */
    static String unescaped(byte[] json, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int at = start;
        while (at < end) {
            int plain = at;
            while (at < end && json[at] != '\\') {
                at++;
            }
            text.append(new String(json, plain, at - plain, StandardCharsets.UTF_8));
            if (at < end) {
                boolean isUnicode = json[at + 1] == 'u';
                text.append(isUnicode ? unicode(json, at + 2) : escape(json[at + 1]));
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

    private static char escape(byte letter) {
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

package io.github.bingxstream.codec;

/** Writes JSON strings. */
final class JsonText {

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
}

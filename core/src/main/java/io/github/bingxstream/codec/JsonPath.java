package io.github.bingxstream.codec;

/** Where a value stands, in words for people. */
final class JsonPath {

    private JsonPath() {}

    /** Returns the path to the value at {@code place} from the value that begins at {@code start}: {@code $.a.B[0]}. */
    static String to(byte[] json, int start, int place) {
        StringBuilder path = new StringBuilder("$");
        int at = ValidJson.tokenStart(json, start);
        while (at < place) {
            at = stepInto(json, at, place, path);
        }
        return path.toString();
    }

    /** Finds the value of an object or a list that the place is in, and returns where it begins. */
    private static int stepInto(byte[] json, int nest, int place, StringBuilder path) {
        boolean isObject = json[nest] == '{';
        int at = nest + 1;
        for (int index = 0; ; index++) {
            int start = ValidJson.tokenStart(json, at);
            int name = start;
            if (isObject) {
                start = ValidJson.tokenStart(json, ValidJson.stringEnd(json, name));
            }
            at = ValidJson.valueEnd(json, start);
            if (place < at) {
                if (isObject) {
                    path.append('.').append(ValidJson.text(json, name + 1, ValidJson.stringEnd(json, name) - 1));
                } else {
                    path.append('[').append(index).append(']');
                }
                return start;
            }
        }
    }
}

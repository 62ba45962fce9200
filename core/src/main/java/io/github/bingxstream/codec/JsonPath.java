package io.github.bingxstream.codec;

/** Where a value stands, in words for people. */
final class JsonPath {

    private JsonPath() {}

    /** Returns the path from the value {@code from} to a value in it: {@code $.a.B[0]}. */
    static String to(JsonPlaces places, int from, int value) {
        StringBuilder path = new StringBuilder("$");
        int at = from;
        while (at < value) {
            at = stepInto(places, at, value, path);
        }
        return path.toString();
    }

    /** Finds the member or element that the value is in, and returns where that begins. */
    private static int stepInto(JsonPlaces places, int nest, int value, StringBuilder path) {
        boolean isObject = places.first(nest) == '{';
        int at = nest + 1;
        int index = 0;
        while (true) {
            int name = at;
            int start = isObject ? name + 1 : name;
            at = places.after(start);
            if (value < at) {
                if (isObject) {
                    path.append('.').append(JsonText.unquoted(places, name));
                } else {
                    path.append('[').append(index).append(']');
                }
                return start;
            }
            index++;
        }
    }
}

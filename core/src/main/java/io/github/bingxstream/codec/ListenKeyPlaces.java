package io.github.bingxstream.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where in a message the values of listen key members are, at whatever depth. */
final class ListenKeyPlaces {

    private static final byte[] NAME = "listenkey".getBytes(StandardCharsets.US_ASCII);

    private static final int NONE = 0;

    /** Start, end, start, end and so on. */
    private int[] places = new int[8];

    private int end;

    // The value that is being gone through: how deep it is, and where it begins.
    private int depth;
    private int from;

    /** Forgets those of the message before. */
    void begin() {
        depth = NONE;
        end = 0;
    }

    /** Takes the name of a member, and where its value begins. What is within such a value is part of it. */
    void name(byte[] name, int nameStart, int nameEnd, int valueDepth, int valueStart) {
        if (depth == NONE && isListenKey(name, nameStart, nameEnd)) {
            depth = valueDepth;
            from = valueStart;
        }
    }

    /** A value has ended at this depth. */
    void valueEnd(int valueDepth, int at) {
        if (depth != NONE && depth == valueDepth) {
            add(at);
        }
    }

    private void add(int at) {
        depth = NONE;
        if (end == places.length) {
            places = Arrays.copyOf(places, end * 2);
        }
        places[end++] = from;
        places[end++] = at;
    }

    boolean isEmpty() {
        return end == 0;
    }

    /** Returns them: start, end, start, end and so on, ascending. */
    int[] all() {
        return Arrays.copyOf(places, end);
    }

    // Whatever its capitals: nothing that calls itself a listen key may be shown.
    private static boolean isListenKey(byte[] name, int start, int end) {
        if (end - start != NAME.length) {
            return false;
        }
        for (int i = 0; i < NAME.length; i++) {
            if ((name[start + i] | 0x20) != NAME[i]) {
                return false;
            }
        }
        return true;
    }
}

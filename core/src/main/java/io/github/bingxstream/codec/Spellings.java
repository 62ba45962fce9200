package io.github.bingxstream.codec;

import java.util.Arrays;

/** Texts with an index each, found by their bytes: no text is made of what is looked for. */
final class Spellings {

    /** What is returned for bytes that are none of the texts. */
    static final int NONE = -1;

    // Linear probing with at least every second slot free; the length is a power of two.
    private byte[][] slots = new byte[4][];
    private int[] indexes = new int[4];
    private int size;

    /** Adds bytes that are not there yet, which get the next index. */
    void add(byte[] spelling) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        put(spelling, size++);
    }

    /** Returns the index of these bytes, or {@link #NONE}. */
    int find(byte[] bytes, int start, int end) {
        int mask = slots.length - 1;
        int slot = hash(bytes, start, end) & mask;
        for (byte[] found = slots[slot]; found != null; found = slots[slot]) {
            if (isEqual(found, bytes, start, end)) {
                return indexes[slot];
            }
            slot = (slot + 1) & mask;
        }
        return NONE;
    }

    private void grow() {
        byte[][] spellings = slots;
        int[] known = indexes;
        slots = new byte[2 * spellings.length][];
        indexes = new int[slots.length];
        for (int i = 0; i < spellings.length; i++) {
            if (spellings[i] != null) {
                put(spellings[i], known[i]);
            }
        }
    }

    private void put(byte[] spelling, int index) {
        int slot = hash(spelling, 0, spelling.length) & (slots.length - 1);
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = spelling;
        indexes[slot] = index;
    }

    private static int hash(byte[] bytes, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 7;
    }

    private static boolean isEqual(byte[] spelling, byte[] bytes, int start, int end) {
        return Arrays.equals(spelling, 0, spelling.length, bytes, start, end);
    }
}

package io.github.bingxstream.codec;

/** Texts with an index each, found by their bytes: no text is made of what is looked for. */
final class Spellings {

    /** What is returned for bytes that are none of the texts. */
    static final int NONE = -1;

    private static final int HASHED_MAX = 8;

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

    /** Returns a hash of the length and the last bytes: names and ids differ at their ends. */
    static int hash(byte[] bytes, int start, int end) {
        int hash = end - start;
        for (int i = Math.max(start, end - HASHED_MAX); i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 7;
    }

    // Faster than Arrays.equals, which is made for more bytes than names have.
    private static boolean isEqual(byte[] spelling, byte[] bytes, int start, int end) {
        if (spelling.length != end - start) {
            return false;
        }
        for (int i = spelling.length - 1; i >= 0; i--) {
            if (spelling[i] != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }
}

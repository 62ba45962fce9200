package io.github.bingxstream.codec;

/** Texts with an index each, found by their bytes: no text is made of what is looked for. */
final class Spellings {

    /** What is returned for bytes that are none of the texts. */
    static final int NONE = -1;

    // Linear probing with at least every second slot free; the length is a power of two.
    private byte[][] slots = new byte[4][];
    private long[] ends = new long[4];
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
        long last = EightBytes.last(bytes, start, end);
        int slot = spread(last) & mask;
        for (byte[] found = slots[slot]; found != null; found = slots[slot]) {
            if (ends[slot] == last && isEqual(found, bytes, start, end)) {
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
        ends = new long[slots.length];
        indexes = new int[slots.length];
        for (int i = 0; i < spellings.length; i++) {
            if (spellings[i] != null) {
                put(spellings[i], known[i]);
            }
        }
    }

    private void put(byte[] spelling, int index) {
        long last = EightBytes.last(spelling, 0, spelling.length);
        int slot = spread(last) & (slots.length - 1);
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = spelling;
        ends[slot] = last;
        indexes[slot] = index;
    }

    /** Spreads what differs in few bits over all numbers, by Fibonacci hashing. Names and ids differ at their ends. */
    static int spread(long hash) {
        long spread = hash * 0x9E3779B97F4A7C15L;
        // The last bytes have changed the highest bits alone.
        return (int) ((spread ^ (spread >>> 23)) >>> 32);
    }

    /** Compares what stands before the last eight bytes. */
    private static boolean isEqual(byte[] spelling, byte[] bytes, int start, int end) {
        if (spelling.length != end - start) {
            return false;
        }
        for (int i = spelling.length - EightBytes.SIZE - 1; i >= 0; i--) {
            if (spelling[i] != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }
}

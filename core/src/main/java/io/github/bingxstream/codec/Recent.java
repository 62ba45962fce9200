package io.github.bingxstream.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values that were made lately, by two numbers each, so that they are not made again: an order says its ids, price, quantities
 * and time anew in every update, and most of what decoding allocates is values. Which of them is forgotten is a matter of
 * chance, and of no consequence, because they are immutable. Not thread-safe.
 *
 * @param <T> what is remembered
 */
final class Recent<T> {

    /** A power of two. Four or five orders may live at a time without crowding each other out. */
    private static final int PLACES = 32;

    // A value has two places, which are neighbours. Until the first
    // comes there are no others: most connections are idle.
    private long[] keys = new long[2];
    private int[] furtherKeys = new int[2];
    private @Nullable Object[] values = new @Nullable Object[2];
    private boolean[] lastIsSecond = new boolean[2];

    /** Returns the value of these numbers, or null when there was none lately. */
    @Nullable
    T get(long key, int furtherKey) {
        int place = place(key, furtherKey);
        if (keys[place] != key || furtherKeys[place] != furtherKey) {
            place++;
            if (keys[place] != key || furtherKeys[place] != furtherKey) {
                return null;
            }
        }
        return known(values[place]);
    }

    /** Remembers the value of these numbers. */
    void put(long key, int furtherKey, T value) {
        if (values.length < PLACES) {
            keys = Arrays.copyOf(keys, PLACES);
            furtherKeys = Arrays.copyOf(furtherKeys, PLACES);
            values = Arrays.copyOf(values, PLACES);
            lastIsSecond = Arrays.copyOf(lastIsSecond, PLACES);
        }
        int first = place(key, furtherKey);
        // The one that was not written last.
        int place = lastIsSecond[first] ? first : first + 1;
        lastIsSecond[first] = place != first;
        keys[place] = key;
        furtherKeys[place] = furtherKey;
        values[place] = value;
    }

    /** Returns the first of the two places. */
    private int place(long key, int furtherKey) {
        return Spellings.spread(key + 31L * furtherKey) & (values.length - 2);
    }

    @SuppressWarnings("unchecked") // Nothing else is ever put there.
    private @Nullable T known(@Nullable Object value) {
        return (T) value;
    }
}

package io.github.bingxstream.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes looked at in one go, as a {@code long} in which the first byte is the lowest. Most texts and numbers of a message
 * are no longer, so that neither is looked at in a loop, whose end the processor would guess wrong once for each.
 *
 * <p>A <em>mask</em> has the highest bit of each byte that was looked for. Only its lowest is to be believed: what stands behind
 * a byte that was found may be found by mistake.
 */
final class EightBytes {

    /** How many. */
    static final int SIZE = Long.BYTES;

    /** One more than the largest {@link #number}. */
    static final long UNIT = 100_000_000;

    /** What {@link #digits} makes of a decimal point. */
    static final int POINT = '.' ^ '0';

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long ZEROS = '0' * EACH;

    private EightBytes() {}

    /** Returns the eight bytes that begin there. */
    static long at(byte[] bytes, int start) {
        return (long) LONGS.get(bytes, start);
    }

    /** Returns the four bytes that begin there. */
    static int fourAt(byte[] bytes, int start) {
        return (int) INTS.get(bytes, start);
    }

    /** Returns the last bytes between the places, up to eight. Where there are fewer, the digit zero stands before them. */
    static long last(byte[] bytes, int start, int end) {
        int count = end - start;
        if (count >= SIZE) {
            return at(bytes, end - SIZE);
        }
        if (end >= SIZE && count > 0) {
            long there = -1L << (Byte.SIZE * (SIZE - count));
            return (at(bytes, end - SIZE) & there) | (ZEROS & ~there);
        }
        long last = ZEROS;
        for (int i = start; i < end; i++) {
            last = (last >>> Byte.SIZE) | ((long) bytes[i] << (Long.SIZE - Byte.SIZE));
        }
        return last;
    }

    /** Returns a mask of the bytes that are no characters standing for themselves in a JSON string, or are not ASCII. */
    static long notPlain(long eight) {
        long quotes = (eight ^ '"' * EACH) - EACH;
        long backslashes = (eight ^ '\\' * EACH) - EACH;
        long controls = eight - ' ' * EACH;
        return (quotes | backslashes | controls | eight) & HIGHEST_BITS;
    }

    /** Returns the values of digits; what is no digit becomes 10 or more. */
    static long digits(long eight) {
        return eight ^ ZEROS;
    }

    /** Returns a mask of what {@link #digits} found to be none. */
    static long notDigits(long digits) {
        return ((digits + 0x76 * EACH) | digits) & HIGHEST_BITS;
    }

    /** Returns how many bytes stand before the first that was found; eight if none was. */
    static int before(long mask) {
        return Long.numberOfTrailingZeros(mask) / Byte.SIZE;
    }

    /** Returns the digits without the one at that place; those before it move up, and a zero comes before them. */
    static long without(long digits, int place) {
        long before = (1L << (Byte.SIZE * place)) - 1;
        long behind = -2L << (Byte.SIZE * place + Byte.SIZE - 1);
        return (digits & behind) | ((digits & before) << Byte.SIZE);
    }

    /** Returns the one at that place. */
    static int one(long digits, int place) {
        return (int) (digits >>> (Byte.SIZE * place)) & 0xFF;
    }

    /** Returns the number that eight digits are, the first of which counts most. */
    static long number(long digits) {
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF00FF00FF00FFL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000FFFF0000FFFFL;
        return (fours * 10_000 + (fours >>> 32)) & 0x00000000FFFFFFFFL;
    }
}

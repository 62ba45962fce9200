package io.github.bingxstream.codec;

/**
 * How much of a message a decoder takes before it refuses it.
 *
 * @param messageBytesMax size in bytes, as received and again after inflation. An order update has about 600; the longest
 *     message is the snapshot of all balances with about 100 an asset. 4 MiB would be 40,000 assets
 * @param inflationRatioMax bytes out for one byte in. The most repetitive message, a snapshot of nothing but zeros, stays
 *     below 100; deflate itself can reach 1032
 * @param inflationFreeBytes bytes out up to which no ratio is asked for, because a short message may repeat itself and
 *     cannot do harm
 * @param depthMax nesting of objects and lists; documented messages have 4 levels
 */
public record DecoderLimits(int messageBytesMax, int inflationRatioMax, int inflationFreeBytes, int depthMax) {

    /** What suits the exchange as it is, with room to grow. */
    public static final DecoderLimits DEFAULTS = new DecoderLimits(4 << 20, 200, 64 << 10, 64);

    /** The JSON reader itself ends at 255 levels. */
    static final int DEPTH_LIMIT = 250;

    public DecoderLimits {
        requireWithin("messageBytesMax", messageBytesMax, 1, 1 << 30);
        requireWithin("inflationRatioMax", inflationRatioMax, 1, Integer.MAX_VALUE);
        requireWithin("inflationFreeBytes", inflationFreeBytes, 0, Integer.MAX_VALUE);
        requireWithin("depthMax", depthMax, 1, DEPTH_LIMIT);
    }

    private static void requireWithin(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " is " + value + ": choose " + min + " to " + max);
        }
    }
}

package io.github.bingxstream.codec;

import java.util.Arrays;

/**
 * Where the tokens of a JSON text are: every name, every string, number and word, every bracket that opens or closes. They
 * are numbered as they come. {@link JsonScreen}, which looks at every byte anyway, notes them, so that nobody need look for
 * them again.
 *
 * <p>A token takes eight bytes, and two bytes of JSON are needed for one.
 */
final class JsonPlaces {

    private static final byte[] NOTHING = {};
    private static final int TOKENS_AT_FIRST = 16;

    /** Tokens that stay reserved between messages: an order event has some eighty. */
    private static final int TOKENS_KEPT = 4 << 10;

    /** Marks a string or a name with escapes. It is the sign. */
    private static final long ESCAPED = 1L << 63;

    /** Marks a bracket. */
    private static final long BRACKET = 1L << 62;

    private byte[] json = NOTHING;

    // One for each token. The lower half is its end or, for a bracket that opens, the number of the token behind the
    // one that closes it. The upper half is its start and two marks: no message has more than 2^30 bytes.
    private long[] places = new long[TOKENS_AT_FIRST];
    private int count;

    // -------------------------------------------------------------------------------------------------------- noting

    void begin(byte[] text) {
        // Written into what lives long, a reference costs more than the comparison: the collector wants to hear of it.
        if (json != text) {
            json = text;
        }
        count = 0;
    }

    void release() {
        json = NOTHING;
        count = 0;
        trim();
    }

    /** Gives back what a message of many tokens took. */
    void trim() {
        if (places.length > TOKENS_KEPT) {
            places = new long[TOKENS_AT_FIRST];
        }
    }

    /** Returns the number of the token that comes next. */
    int next() {
        return count;
    }

    /** Notes a name or a value that is no object and no list. */
    void add(int start, int end) {
        note((long) start << Integer.SIZE | end);
    }

    void addEscaped(int start, int end) {
        note(ESCAPED | (long) start << Integer.SIZE | end);
    }

    void addBracket(int start) {
        note(BRACKET | (long) start << Integer.SIZE);
    }

    /** Notes that the bracket is closed by the last token. */
    void close(int opening) {
        places[opening] += count;
    }

    private void note(long place) {
        int at = count++;
        if (at == places.length) {
            places = Arrays.copyOf(places, 2 * at);
        }
        places[at] = place;
    }

    // ------------------------------------------------------------------------------------------------------- reading

    byte[] json() {
        return json;
    }

    /** Returns the byte that the token begins with, which tells its kind. */
    byte first(int token) {
        return json[start(token)];
    }

    int start(int token) {
        return start(places[token]);
    }

    /** Returns where the token ends, which opens no object and no list. */
    int scalarEnd(int token) {
        return (int) places[token];
    }

    /** Returns where the token ends or, if it opens an object or a list, where that ends. */
    int end(int token) {
        long place = places[token];
        return isBracket(place) ? start((int) place - 1) + 1 : (int) place;
    }

    /** Returns the token behind this one or, if it opens an object or a list, behind that. */
    int after(int token) {
        long place = places[token];
        return isBracket(place) ? (int) place : token + 1;
    }

    boolean isEscaped(int token) {
        return places[token] < 0;
    }

    /** Tells whether the token opens or closes an object or a list. */
    boolean isBracket(int token) {
        return isBracket(places[token]);
    }

    private static boolean isBracket(long place) {
        return (place & BRACKET) != 0;
    }

    private static int start(long place) {
        return (int) ((place & ~(ESCAPED | BRACKET)) >>> Integer.SIZE);
    }
}

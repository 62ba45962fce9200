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

    private byte[] json = NOTHING;

    // Two for each token. First its start, the bits turned over if it is a string with escapes. Then its end or, for a
    // bracket that opens, the number of the token behind the one that closes it.
    private int[] places = new int[2 * TOKENS_AT_FIRST];
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
        if (places.length > 2 * TOKENS_KEPT) {
            places = new int[2 * TOKENS_AT_FIRST];
        }
    }

    /** Returns the number of the token that comes next. */
    int next() {
        return count;
    }

    void add(int start, int end) {
        int at = 2 * count++;
        if (at == places.length) {
            places = Arrays.copyOf(places, 2 * at);
        }
        places[at] = start;
        places[at + 1] = end;
    }

    void addEscaped(int start, int end) {
        add(~start, end);
    }

    /** Notes that the bracket is closed by the last token. */
    void close(int opening) {
        places[2 * opening + 1] = count;
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
        int start = places[2 * token];
        return start < 0 ? ~start : start;
    }

    /** Returns where the token ends, which opens no object and no list. */
    int scalarEnd(int token) {
        return places[2 * token + 1];
    }

    /** Returns where the token ends or, if it opens an object or a list, where that ends. */
    int end(int token) {
        int end = places[2 * token + 1];
        return isNest(token) ? start(end - 1) + 1 : end;
    }

    /** Returns the token behind this one or, if it opens an object or a list, behind that. */
    int after(int token) {
        return isNest(token) ? places[2 * token + 1] : token + 1;
    }

    boolean isEscaped(int token) {
        return places[2 * token] < 0;
    }

    private boolean isNest(int token) {
        byte first = first(token);
        return first == '{' || first == '[';
    }
}

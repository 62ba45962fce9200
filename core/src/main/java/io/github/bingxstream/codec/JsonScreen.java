package io.github.bingxstream.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks once over a whole message before anything is read from it: is it one well-formed JSON object in well-formed UTF-8,
 * nested no deeper than allowed? It remembers where the interesting members of the outermost object are, and where listen
 * keys are.
 *
 * <p>What passes here needs no further checks: {@link ByteTokens} makes none, and Moshi reads it in its lenient mode without
 * surprises. Moshi's strict mode does not do: it refuses some integers of 20 digits and more (those whose 64-bit value wraps
 * to zero), and accepts some texts that are no JSON.
 */
final class JsonScreen {

    private static final byte[] NOTHING = {};
    private static final int ABSENT = -1;

    /** A name of one letter and its colon, as {@link EightBytes#fourAt} has them, the letter left out. */
    private static final int LETTER = '"' | '"' << 16 | ':' << 24;

    /** Whether a byte in a string is a character that stands for itself. */
    private static final boolean[] IS_PLAIN = new boolean[0x100];

    /** The number of the outermost object among the tokens. */
    static final int ROOT = 0;

    private final int depthMax;

    // For each level: what closes it, and the number of the token that opened it.
    private final byte[] closings;
    private final int[] openings;
    private final JsonPlaces places = new JsonPlaces();
    private final int[] values = new int[Member.COUNT];
    private final ListenKeyPlaces secrets = new ListenKeyPlaces();

    private byte[] bytes = NOTHING;
    private int length;
    private int depth;
    private boolean others;

    static {
        for (int b = ' '; b < 0x80; b++) {
            IS_PLAIN[b] = b != '"' && b != '\\';
        }
    }

    JsonScreen(int depthMax) {
        this.depthMax = depthMax;
        this.closings = new byte[depthMax + 1];
        this.openings = new int[depthMax + 1];
    }

    /** Looks over the first {@code end} bytes. They must not change while the answers below are asked for. */
    void scan(byte[] message, int end) throws MalformedException {
        // As in JsonPlaces, no reference is written that is there.
        if (bytes != message) {
            bytes = message;
        }
        length = end;
        depth = 0;
        others = false;
        secrets.begin();
        Arrays.fill(values, ABSENT);
        places.begin(message);
        int start = skipSpace(0);
        if (start == length) {
            throw new MalformedException("the message is empty");
        }
        if (bytes[start] != '{') {
            throw new MalformedException("the message is not a JSON object");
        }
        int behind = document(start);
        if (behind != length) {
            throw broken(behind);
        }
    }

    /** Lets go of the message; a large one should not live until the next. */
    void release() {
        bytes = NOTHING;
        places.release();
    }

    /** Gives back what a message of many tokens took. */
    void trim() {
        places.trim();
    }

    /** Returns where the tokens are. */
    JsonPlaces places() {
        return places;
    }

    /** Tells whether the outermost object has members that are not in {@link Member}. */
    boolean hasOthers() {
        return others;
    }

    /** Tells whether the outermost object has the member with a value other than null. */
    boolean has(Member wanted) {
        return isGiven(wanted) && kind(wanted) != 'n';
    }

    /** Tells whether the outermost object has the member, be it null. */
    boolean isGiven(Member wanted) {
        return value(wanted) != ABSENT;
    }

    /** Returns the first byte of the member's value, which tells its kind; a space when it is absent. */
    char kind(Member wanted) {
        return isGiven(wanted) ? (char) places.first(value(wanted)) : ' ';
    }

    /** Returns the number of the member's value among the tokens. */
    int value(Member wanted) {
        return values[wanted.index()];
    }

    /** Returns where the member's value begins. */
    int start(Member wanted) {
        return places.start(value(wanted));
    }

    /** Returns where the member's value ends. */
    int end(Member wanted) {
        return places.end(value(wanted));
    }

    /** Returns where the values of listen key members are: start, end, start, end and so on, ascending. */
    int[] secrets() {
        return secrets.all();
    }

    boolean hasSecrets() {
        return !secrets.isEmpty();
    }

    // No recursion: a nest of a million brackets costs no stack. Where it stands goes from method to method, for a
    // field would be written with every step.
    private int document(int start) throws MalformedException {
        int at = start;
        while (true) {
            byte first = byteAt(at);
            if (first == '{' || first == '[') {
                open(at, first);
                at = skipSpace(at + 1);
                if (byteAt(at) != closings[depth]) {
                    at = closings[depth] == '}' ? name(at) : at;
                    continue;
                }
            } else {
                at = scalar(at, first);
            }
            byte next = byteAt(at);
            while (next == closings[depth]) {
                at = close(at);
                if (depth == 0) {
                    return at;
                }
                next = byteAt(at);
            }
            if (next != ',') {
                throw broken(at);
            }
            at = skipSpace(at + 1);
            if (closings[depth] == '}') {
                at = name(at);
            }
        }
    }

    private void open(int at, byte bracket) throws MalformedException {
        if (depth == depthMax) {
            throw new MalformedException("the message is nested deeper than " + depthMax + " levels");
        }
        depth++;
        openings[depth] = places.next();
        // In ASCII, what closes stands two behind what opens.
        closings[depth] = (byte) (bracket + 2);
        places.addBracket(at);
    }

    /** Takes the bracket, and returns where the next token begins. */
    private int close(int at) {
        places.addBracket(at);
        places.close(openings[depth]);
        depth--;
        return valueEnd(at + 1);
    }

    /** Takes a value that holds no others, and returns where the next token begins. */
    private int scalar(int at, byte first) throws MalformedException {
        return valueEnd(
                switch (first) {
                    case '"' -> string(at);
                    case 't' -> word(at, "true");
                    case 'f' -> word(at, "false");
                    case 'n' -> word(at, "null");
                    default -> number(at, first);
                });
    }

    private int valueEnd(int at) {
        secrets.valueEnd(depth, at);
        return skipSpace(at);
    }

    /** Takes a name and its colon, and returns where the value begins. */
    private int name(int at) throws MalformedException {
        if (isLetter(at)) {
            places.add(at, at + 3);
            if (depth == 1) {
                noteMember(bytes, at + 1, at + 2);
            }
            return skipSpace(at + 4);
        }
        if (byteAt(at) != '"') {
            throw broken(at);
        }
        int end = string(at);
        int colon = skipSpace(end);
        if (byteAt(colon) != ':') {
            throw broken(colon);
        }
        int value = skipSpace(colon + 1);
        if (places.isEscaped(places.next() - 1)) {
            // A name may be spelt with escapes, and must not slip through because of it.
            byte[] name = JsonText.unescaped(bytes, at + 1, end - 1).getBytes(StandardCharsets.UTF_8);
            noteName(name, 0, name.length, value);
        } else {
            noteName(bytes, at + 1, end - 1, value);
        }
        return value;
    }

    /** Tells whether here is a name of one letter and its colon, as there is for most members. */
    private boolean isLetter(int at) {
        return at + 4 <= length
                && (EightBytes.fourAt(bytes, at) & ~(0xFF << 8)) == LETTER
                && IS_PLAIN[bytes[at + 1] & 0xFF];
    }

    private void noteName(byte[] name, int start, int end, int value) throws MalformedException {
        if (depth == 1) {
            noteMember(name, start, end);
        }
        secrets.name(name, start, end, depth, value);
    }

    /** Remembers the number of the value, whose token is the next. */
    private void noteMember(byte[] name, int start, int end) throws MalformedException {
        int member = Member.named(name, start, end);
        if (member == Member.NONE) {
            others = true;
            return;
        }
        if (values[member] != ABSENT) {
            throw new MalformedException("member " + Member.text(member) + " is given twice");
        }
        values[member] = places.next();
    }

    private int string(int start) throws MalformedException {
        int quote = plainEnd(start + 1);
        if (byteAt(quote) != '"') {
            return unusualString(start, quote);
        }
        places.add(start, quote + 1);
        return quote + 1;
    }

    /** Takes a string with escapes, or with characters that are not ASCII, the first of which has been found. */
    private int unusualString(int start, int found) throws MalformedException {
        boolean escaped = false;
        int at = found;
        byte b = byteAt(at);
        while (b != '"') {
            if (b == '\\') {
                escaped = true;
                at = escapeEnd(at + 1);
            } else if (b < 0) {
                at = Utf8.characterEnd(bytes, at, length);
            } else {
                throw broken(at);
            }
            at = plainEnd(at);
            b = byteAt(at);
        }
        if (escaped) {
            places.addEscaped(start, at + 1);
        } else {
            places.add(start, at + 1);
        }
        return at + 1;
    }

    private int plainEnd(int start) {
        byte[] all = bytes;
        int end = length;
        int at = start;
        for (; at + EightBytes.SIZE <= end; at += EightBytes.SIZE) {
            long found = EightBytes.notPlain(EightBytes.at(all, at));
            if (found != 0) {
                return at + EightBytes.before(found);
            }
        }
        while (at < end && IS_PLAIN[all[at] & 0xFF]) {
            at++;
        }
        return at;
    }

    private int escapeEnd(int start) throws MalformedException {
        byte b = byteAt(start);
        if (b != 'u') {
            if ("\"\\/bfnrt".indexOf(b) < 0) {
                throw broken(start);
            }
            return start + 1;
        }
        int end = start + 5;
        for (int at = start + 1; at < end; at++) {
            if (Character.digit(byteAt(at), 16) < 0) {
                throw broken(at);
            }
        }
        return end;
    }

    private int number(int start, byte first) throws MalformedException {
        int from = first == '-' ? start + 1 : start;
        // Nothing but a point or an exponent may follow a zero that comes first; another digit is found to be too much.
        int at = byteAt(from) == '0' ? from + 1 : digitsEnd(from);
        if (at < length && bytes[at] == '.') {
            at = digitsEnd(at + 1);
        }
        if (at < length && (bytes[at] | 0x20) == 'e') {
            at++;
            boolean signed = at < length && (bytes[at] == '+' || bytes[at] == '-');
            at = digitsEnd(signed ? at + 1 : at);
        }
        places.add(start, at);
        return at;
    }

    /** Returns where the digits end, of which there must be one. */
    private int digitsEnd(int start) throws MalformedException {
        byte[] all = bytes;
        int end = length;
        int at = start;
        long found = 0;
        for (; found == 0 && at + EightBytes.SIZE <= end; at += EightBytes.before(found)) {
            found = EightBytes.notDigits(EightBytes.digits(EightBytes.at(all, at)));
        }
        while (found == 0 && at < end && all[at] >= '0' && all[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw broken(at);
        }
        return at;
    }

    private int word(int start, String word) throws MalformedException {
        int end = start + word.length();
        for (int at = start; at < end; at++) {
            if (byteAt(at) != word.charAt(at - start)) {
                throw broken(at);
            }
        }
        places.add(start, end);
        return end;
    }

    private int skipSpace(int start) {
        int at = start;
        while (at < length && bytes[at] <= ' ' && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private byte byteAt(int at) throws MalformedException {
        if (at >= length) {
            throw new MalformedException("the message ends in the middle of its JSON");
        }
        return bytes[at];
    }

    private static MalformedException broken(int at) {
        return new MalformedException("the message is no valid JSON near byte " + at);
    }
}

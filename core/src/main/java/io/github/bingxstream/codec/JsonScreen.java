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

    private static final byte[] LISTEN_KEY = "listenkey".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NOTHING = {};
    private static final int ABSENT = -1;

    /** Whether a byte in a string is a character that stands for itself. */
    private static final boolean[] IS_PLAIN = new boolean[0x100];

    /** The number of the outermost object among the tokens. */
    static final int ROOT = 0;

    private final int depthMax;
    private final boolean[] isObject;
    private final int[] openings;
    private final JsonPlaces places = new JsonPlaces();
    private final int[] values = new int[Member.COUNT];
    private int[] secrets = new int[8];
    private int secretsEnd;

    private byte[] bytes = NOTHING;
    private int length;
    private int at;
    private int depth;
    private boolean others;
    private int secretDepth;
    private int secretFrom;
    private boolean escaped;

    static {
        for (int b = ' '; b < 0x80; b++) {
            IS_PLAIN[b] = b != '"' && b != '\\';
        }
    }

    JsonScreen(int depthMax) {
        this.depthMax = depthMax;
        this.isObject = new boolean[depthMax + 1];
        this.openings = new int[depthMax + 1];
    }

    /** Looks over the first {@code end} bytes. They must not change while the answers below are asked for. */
    void scan(byte[] message, int end) throws MalformedException {
        bytes = message;
        length = end;
        at = 0;
        depth = 0;
        others = false;
        secretDepth = 0;
        secretsEnd = 0;
        Arrays.fill(values, ABSENT);
        places.begin(message);
        skipSpace();
        if (at == length) {
            throw new MalformedException("the message is empty");
        }
        if (bytes[at] != '{') {
            throw new MalformedException("the message is not a JSON object");
        }
        document();
        skipSpace();
        if (at != length) {
            throw broken();
        }
    }

    /** Lets go of the message; a large one should not live until the next. */
    void release() {
        bytes = NOTHING;
        places.release();
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
        return Arrays.copyOf(secrets, secretsEnd);
    }

    boolean hasSecrets() {
        return secretsEnd > 0;
    }

    // No recursion: a nest of a million brackets costs no stack.
    private void document() throws MalformedException {
        do {
            if (begins()) {
                continue;
            }
            boolean more = false;
            while (depth > 0 && !more) {
                valueEnded();
                skipSpace();
                byte b = take();
                if (b == ',') {
                    more = true;
                    skipSpace();
                    if (isObject[depth]) {
                        name();
                    }
                } else if (b == (isObject[depth] ? '}' : ']')) {
                    places.add(at - 1, at);
                    places.close(openings[depth]);
                    depth--;
                } else {
                    throw broken();
                }
            }
        } while (depth > 0);
    }

    /** Takes a value, or the beginning of one that is not empty. Tells whether a further value must follow. */
    private boolean begins() throws MalformedException {
        skipSpace();
        byte b = take();
        switch (b) {
            case '"' -> string();
            case '{', '[' -> {
                places.add(at - 1, at);
                if (depth == depthMax) {
                    throw new MalformedException("the message is nested deeper than " + depthMax + " levels");
                }
                boolean object = b == '{';
                skipSpace();
                if (at < length && bytes[at] == (object ? '}' : ']')) {
                    at++;
                    places.add(at - 1, at);
                    places.close(places.next() - 2);
                    return false;
                }
                depth++;
                isObject[depth] = object;
                openings[depth] = places.next() - 1;
                if (object) {
                    name();
                }
                return true;
            }
            case 't' -> word("rue");
            case 'f' -> word("alse");
            case 'n' -> word("ull");
            default -> number(b);
        }
        return false;
    }

    private void name() throws MalformedException {
        if (take() != '"') {
            throw broken();
        }
        int start = at;
        string();
        int end = at - 1;
        skipSpace();
        if (take() != ':') {
            throw broken();
        }
        skipSpace();
        // The place of the value, which begins here, is remembered under its name.
        byte[] name = bytes;
        if (escaped) {
            // A name may be spelt with escapes, and must not slip through because of it.
            name = JsonText.unescaped(bytes, start, end).getBytes(StandardCharsets.UTF_8);
            start = 0;
            end = name.length;
        }
        if (depth == 1) {
            int member = Member.named(name, start, end);
            others |= member == Member.NONE;
            if (member != Member.NONE) {
                if (values[member] != ABSENT) {
                    throw new MalformedException("member " + Member.text(member) + " is given twice");
                }
                values[member] = places.next();
            }
        }
        if (secretDepth == 0 && isListenKey(name, start, end)) {
            secretDepth = depth;
            secretFrom = at;
        }
    }

    private void valueEnded() {
        if (depth == secretDepth) {
            secretDepth = 0;
            if (secretsEnd == secrets.length) {
                secrets = Arrays.copyOf(secrets, secretsEnd * 2);
            }
            secrets[secretsEnd++] = secretFrom;
            secrets[secretsEnd++] = at;
        }
    }

    // Whatever its capitals: nothing that calls itself a listen key may be shown.
    private static boolean isListenKey(byte[] name, int start, int end) {
        if (end - start != LISTEN_KEY.length) {
            return false;
        }
        for (int i = 0; i < LISTEN_KEY.length; i++) {
            if ((name[start + i] | 0x20) != LISTEN_KEY[i]) {
                return false;
            }
        }
        return true;
    }

    private void string() throws MalformedException {
        int start = at - 1;
        escaped = false;
        while (true) {
            skipPlain();
            byte b = take();
            if (b == '"') {
                if (escaped) {
                    places.addEscaped(start, at);
                } else {
                    places.add(start, at);
                }
                return;
            }
            if (b == '\\') {
                escaped = true;
                escape();
            } else if (b < 0) {
                at = Utf8.characterEnd(bytes, at - 1, length);
            } else {
                throw broken();
            }
        }
    }

    // Most bytes of a message are passed over here. The compiler does better with names of its own for what is looked
    // at.
    private void skipPlain() {
        byte[] all = bytes;
        int end = length;
        int i = at;
        while (i < end && IS_PLAIN[all[i] & 0xFF]) {
            i++;
        }
        at = i;
    }

    private void escape() throws MalformedException {
        byte b = take();
        if (b == 'u') {
            for (int i = 0; i < 4; i++) {
                if (Character.digit(take(), 16) < 0) {
                    throw broken();
                }
            }
        } else if ("\"\\/bfnrt".indexOf(b) < 0) {
            throw broken();
        }
    }

    private void number(byte first) throws MalformedException {
        int start = at - 1;
        byte b = first == '-' ? take() : first;
        if (b < '0' || b > '9') {
            throw broken();
        }
        if (b != '0') {
            skipDigits();
        }
        if (at < length && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < length && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < length && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            digits();
        }
        places.add(start, at);
    }

    private void digits() throws MalformedException {
        int start = at;
        skipDigits();
        if (at == start) {
            throw broken();
        }
    }

    private void skipDigits() {
        byte[] all = bytes;
        int end = length;
        int i = at;
        while (i < end && all[i] >= '0' && all[i] <= '9') {
            i++;
        }
        at = i;
    }

    private void word(String rest) throws MalformedException {
        int start = at - 1;
        for (int i = 0; i < rest.length(); i++) {
            if (take() != rest.charAt(i)) {
                throw broken();
            }
        }
        places.add(start, at);
    }

    private void skipSpace() {
        if (at < length && bytes[at] > ' ') {
            return;
        }
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    private byte take() throws MalformedException {
        if (at >= length) {
            throw new MalformedException("the message ends in the middle of its JSON");
        }
        return bytes[at++];
    }

    private MalformedException broken() {
        return new MalformedException("the message is no valid JSON near byte " + at);
    }
}

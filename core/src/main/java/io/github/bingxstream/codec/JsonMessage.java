package io.github.bingxstream.codec;

import com.squareup.moshi.JsonReader;
import io.github.bingxstream.domain.RawMembers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One message at a time, screened and with its listen keys replaced, ready to be read. It is reused for message after
 * message, because most of what reading costs is memory.
 */
final class JsonMessage {

    private static final byte[] NOTHING = {};
    private static final Members.Names ENVELOPE =
            new Members.Names(new String[] {"dataType", "data", "id", "code", "msg", "success", "timestamp"});

    private final JsonScreen screen;
    private final Buffer buffer = new Buffer();
    private byte[] bytes = NOTHING;
    private int length;
    private boolean screened;
    private @Nullable String listenKey;

    JsonMessage(int depthMax) {
        screen = new JsonScreen(depthMax);
    }

    /** Takes the first {@code end} bytes of a message, which must not change until the next one is taken. */
    void take(byte[] message, int end) throws MalformedException, IOException {
        listenKey = null;
        bytes = message;
        length = end;
        screen.scan(message, end);
        if (screen.hasSecrets()) {
            listenKey = listenKeyGiven();
            bytes = Redaction.replaced(message, end, screen.secrets());
            length = bytes.length;
            screen.scan(bytes, length);
        }
        screened = true;
    }

    /** Lets go of the message. */
    void release() {
        buffer.clear();
        screen.release();
        bytes = NOTHING;
        length = 0;
        screened = false;
        listenKey = null;
    }

    /** Returns the {@code listenKey} of the message, or of its {@code data}, before it was replaced; null when there was none. */
    @Nullable
    String listenKey() {
        return listenKey;
    }

    /** Returns the code, which is a number or its digits as a string; empty when there is none. */
    OptionalInt code() throws IOException {
        String text = text(Member.CODE);
        Integer code = text == null ? null : Literals.code(text);
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** Tells whether the outermost object has the member with a value other than null. */
    boolean has(Member member) {
        return screen.has(member);
    }

    /** Tells whether the outermost object has the member, be it null. */
    boolean isGiven(Member member) {
        return screen.start(member) >= 0;
    }

    boolean isString(Member member) {
        return screen.kind(member) == '"';
    }

    boolean isNumber(Member member) {
        char kind = screen.kind(member);
        return kind == '-' || (kind >= '0' && kind <= '9');
    }

    boolean isObject(Member member) {
        return screen.kind(member) == '{';
    }

    boolean isArray(Member member) {
        return screen.kind(member) == '[';
    }

    /** Tells whether the member is a string with at least one character. */
    boolean isText(Member member) {
        return isString(member) && screen.end(member) - screen.start(member) > 2;
    }

    /** Tells whether the member is this string. */
    boolean is(Member member, byte[] ascii) throws IOException {
        if (!isString(member)) {
            return false;
        }
        int start = screen.start(member) + 1;
        int end = screen.end(member) - 1;
        if (Arrays.equals(bytes, start, end, ascii, 0, ascii.length)) {
            return true;
        }
        // An escaped spelling is longer than what it spells.
        return end - start > ascii.length && new String(ascii, StandardCharsets.US_ASCII).equals(text(member));
    }

    /** Returns the text of a string or the literal of a number; null when the member is neither. */
    @Nullable
    String text(Member member) throws IOException {
        if (isNumber(member)) {
            return literal(member);
        }
        if (!isString(member)) {
            return null;
        }
        JsonReader reader = reader(member);
        try {
            return reader.nextString();
        } finally {
            buffer.clear();
        }
    }

    /** Returns a text, or the literal of a number, in an object; null when it is not there. */
    @Nullable
    String textIn(Member object, String name) throws IOException {
        if (!isObject(object)) {
            return null;
        }
        JsonReader reader = reader(object);
        try {
            reader.beginObject();
            while (reader.hasNext()) {
                if (reader.nextName().equals(name)) {
                    JsonReader.Token token = reader.peek();
                    boolean isText = token == JsonReader.Token.STRING || token == JsonReader.Token.NUMBER;
                    return isText ? reader.nextString() : null;
                }
                reader.skipValue();
            }
            return null;
        } finally {
            buffer.clear();
        }
    }

    /** Returns what stands beside {@code data} and is not documented. */
    RawMembers envelope() throws IOException, MalformedException {
        if (!screen.hasOthers()) {
            return RawMembers.NONE;
        }
        Members members = new Members(reader(), ENVELOPE);
        while (members.next() != Members.END) {
            members.skip();
        }
        return members.others();
    }

    /** Returns the member's value as it stands in the message. */
    String literal(Member member) {
        int start = screen.start(member);
        return new String(bytes, start, screen.end(member) - start, StandardCharsets.UTF_8);
    }

    /** Returns the whole message as text. */
    String json() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Returns the beginning of the message as far as it was taken and can be shown; null when none was. */
    @Nullable
    String beginning(int charactersMax) {
        return screened ? Utf8.beginning(bytes, length, charactersMax).orElse("") : null;
    }

    /** Returns a reader of the member's value. It is good until anything else is read from this message. */
    JsonReader reader(Member member) {
        return reader(screen.start(member), screen.end(member));
    }

    /** Returns a reader of the whole message. It is good until anything else is read from this message. */
    JsonReader reader() {
        return reader(0, length);
    }

    private @Nullable String listenKeyGiven() throws IOException {
        return screen.has(Member.LISTEN_KEY) ? text(Member.LISTEN_KEY) : textIn(Member.DATA, "listenKey");
    }

    private JsonReader reader(int start, int end) {
        buffer.clear();
        buffer.write(bytes, start, end - start);
        JsonReader reader = JsonReader.of(buffer);
        // The screen was strict; see there why the reader is not.
        reader.setLenient(true);
        return reader;
    }
}

package io.github.bingxstream.codec;

import com.squareup.moshi.JsonReader;
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

    private static final Members.Names LISTEN_KEY = new Members.Names(new String[] {"listenKey"});

    private final JsonScreen screen;
    private final Buffer buffer = new Buffer();
    private byte[] bytes = new byte[0];
    private int length;
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
            listenKey = namedListenKey();
            bytes = Redaction.replaced(message, end, screen.secrets());
            length = bytes.length;
            screen.scan(bytes, length);
        }
    }

    /** Lets go of the message. */
    void release() {
        buffer.clear();
        bytes = new byte[0];
        length = 0;
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

    /** Tells whether the member is a string that needs no escape, and is this one. */
    boolean is(Member member, byte[] ascii) {
        return isString(member)
                && Arrays.equals(bytes, screen.start(member) + 1, screen.end(member) - 1, ascii, 0, ascii.length);
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

    /** Returns the member's value as it stands in the message. */
    String literal(Member member) {
        int start = screen.start(member);
        return new String(bytes, start, screen.end(member) - start, StandardCharsets.UTF_8);
    }

    /** Returns the whole message as text. */
    String json() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Returns a reader of the member's value. It is good until anything else is read from this message. */
    JsonReader reader(Member member) {
        return reader(screen.start(member), screen.end(member));
    }

    /** Returns a reader of the whole message. It is good until anything else is read from this message. */
    JsonReader reader() {
        return reader(0, length);
    }

    private @Nullable String namedListenKey() throws IOException, MalformedException {
        if (screen.has(Member.LISTEN_KEY)) {
            return isString(Member.LISTEN_KEY) ? text(Member.LISTEN_KEY) : null;
        }
        String nested = null;
        if (isObject(Member.DATA)) {
            Members members = new Members(reader(Member.DATA), LISTEN_KEY);
            while (members.next() != Members.END) {
                nested = members.text();
            }
        }
        return nested;
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

package io.github.bingxstream.codec;

import io.github.bingxstream.codec.JsonTokens.Kind;
import io.github.bingxstream.domain.RawMembers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One message at a time, screened and with its listen keys replaced, ready to be read. It is reused for message after
 * message, because most of what reading costs is memory.
 */
final class JsonMessage {

    private static final byte[] NOTHING = {};

    /** Longer arrays are not kept between messages. */
    private static final int ROOM_KEPT = 64 << 10;

    private static final OptionalInt SUCCESS = OptionalInt.of(0);
    private static final MemberNames ENVELOPE =
            new MemberNames(new String[] {"dataType", "data", "id", "code", "msg", "success", "timestamp"});
    private static final MemberNames LISTEN_KEY = new MemberNames(new String[] {"listenKey"});

    private final JsonScreen screen;
    private final JsonTokens tokens;
    private final Members envelope;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean screened;
    private @Nullable String listenKey;

    /** Takes how deep messages may be nested, and what their values are read by. */
    JsonMessage(int depthMax, JsonTokens tokens) {
        this.screen = new JsonScreen(depthMax);
        this.tokens = tokens;
        this.envelope = new Members(tokens, ENVELOPE);
    }

    /** Takes the first {@code end} bytes of a message, which must not change until the next one is taken. */
    void take(byte[] message, int end) throws MalformedException, IOException {
        // As in JsonPlaces, no reference is written that is there.
        if (bytes != message) {
            bytes = message;
        }
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

    /** Ends with the message. A large one is let go of, so that it does not live until the next. */
    void release() {
        screened = false;
        length = 0;
        if (listenKey != null) {
            listenKey = null;
        }
        if (bytes.length > ROOM_KEPT) {
            tokens.release();
            screen.release();
            bytes = NOTHING;
        } else {
            screen.trim();
        }
    }

    /** Returns the {@code listenKey} of the message, or of its {@code data}, before it was replaced; null when there was none. */
    @Nullable
    String listenKey() {
        return listenKey;
    }

    /** Returns the code, which is a number or its digits as a string; empty when there is none. */
    OptionalInt code() throws IOException {
        if (screen.kind(Member.CODE) == '0' && screen.end(Member.CODE) - screen.start(Member.CODE) == 1) {
            return SUCCESS;
        }
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
        return screen.isGiven(member);
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
        return tokens(member).text();
    }

    /** Returns a text, or the literal of a number, in an object; null when it is not there. */
    @Nullable
    String textIn(Member object, MemberNames name) throws IOException {
        if (!isObject(object)) {
            return null;
        }
        tokens(object).beginObject();
        for (int i = tokens.nextMember(name); i != MemberNames.END; i = tokens.nextMember(name)) {
            if (i != MemberNames.STRANGER) {
                Kind kind = tokens.kind();
                return kind == Kind.STRING || kind == Kind.NUMBER ? tokens.text() : null;
            }
            tokens.skip();
        }
        return null;
    }

    /** Returns what stands beside {@code data} and is not documented. */
    RawMembers envelope() throws IOException, MalformedException {
        if (!screen.hasOthers()) {
            return RawMembers.NONE;
        }
        tokens();
        envelope.begin();
        while (envelope.next() != Members.END) {
            envelope.skip();
        }
        return envelope.others();
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

    /** Returns the member's value to read. It is good until anything else is read from this message. */
    JsonTokens tokens(Member member) {
        tokens.begin(screen.places(), screen.value(member));
        return tokens;
    }

    /** Returns the whole message to read. It is good until anything else is read from this message. */
    JsonTokens tokens() {
        tokens.begin(screen.places(), JsonScreen.ROOT);
        return tokens;
    }

    private @Nullable String listenKeyGiven() throws IOException {
        return screen.has(Member.LISTEN_KEY) ? text(Member.LISTEN_KEY) : textIn(Member.DATA, LISTEN_KEY);
    }
}

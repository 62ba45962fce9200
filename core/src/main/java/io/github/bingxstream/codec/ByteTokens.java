package io.github.bingxstream.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads values out of the bytes as they stand. What is not asked for is passed over; no text is made of what is known. */
final class ByteTokens implements JsonTokens {

    private static final byte[] NOTHING = {};

    /** Digits that fit a {@code long} whatever they are. */
    private static final int LONG_DIGITS = 18;

    private final RecentValues recent = new RecentValues();
    private byte[] bytes = NOTHING;
    private int start;
    private int at;
    private int nameStart;
    private int nameEnd;

    @Override
    public void begin(byte[] json, int from, int to) {
        bytes = json;
        start = from;
        at = from;
    }

    @Override
    public void release() {
        bytes = NOTHING;
    }

    @Override
    public Kind kind() {
        at = ValidJson.tokenStart(bytes, at);
        return switch (bytes[at]) {
            case '"' -> Kind.STRING;
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case 't', 'f' -> Kind.TRUTH;
            case 'n' -> Kind.NULL;
            default -> Kind.NUMBER;
        };
    }

    @Override
    public void beginObject() {
        begin();
    }

    @Override
    public int nextMember(MemberNames names) {
        at = ValidJson.tokenStart(bytes, at);
        if (bytes[at] == '}') {
            at++;
            return MemberNames.END;
        }
        nameStart = at;
        nameEnd = ValidJson.stringEnd(bytes, at);
        at = ValidJson.tokenStart(bytes, nameEnd);
        int index = names.find(bytes, nameStart + 1, nameEnd - 1);
        return index == MemberNames.STRANGER && isEscaped(nameStart, nameEnd) ? escapedMember(names) : index;
    }

    @Override
    public String name() {
        return ValidJson.text(bytes, nameStart + 1, nameEnd - 1);
    }

    @Override
    public void beginArray() {
        begin();
    }

    @Override
    public boolean nextElement() {
        at = ValidJson.tokenStart(bytes, at);
        if (bytes[at] == ']') {
            at++;
            return false;
        }
        return true;
    }

    @Override
    public String text() {
        String text = textAhead();
        skip();
        return text;
    }

    @Override
    public @Nullable BigDecimal decimal() {
        at = ValidJson.tokenStart(bytes, at);
        boolean quoted = bytes[at] == '"';
        int from = quoted ? at + 1 : at;
        boolean negative = bytes[from] == '-';
        int digits = negative ? from + 1 : from;
        int point = -1;
        long value = 0;
        int to = digits;
        for (byte b = bytes[to]; isDigit(b) || (b == '.' && point < 0); b = bytes[++to]) {
            if (b == '.') {
                point = to;
            } else {
                // May overflow; then there are too many digits.
                value = 10 * value + (b - '0');
            }
        }
        int count = to - digits - (point < 0 ? 0 : 1);
        if (!endsAt(to, quoted) || count < 1 || count > LONG_DIGITS) {
            return unusualDecimal();
        }
        at = quoted ? to + 1 : to;
        return recent.decimal(negative ? -value : value, point < 0 ? 0 : to - point - 1);
    }

    @Override
    public @Nullable Instant time() {
        at = ValidJson.tokenStart(bytes, at);
        boolean quoted = bytes[at] == '"';
        int from = quoted ? at + 1 : at;
        long value = 0;
        int to = from;
        for (byte b = bytes[to]; isDigit(b); b = bytes[++to]) {
            value = 10 * value + (b - '0');
        }
        if (!endsAt(to, quoted) || to == from || to - from > Literals.TIME_LENGTH_MAX) {
            return unusualTime();
        }
        at = quoted ? to + 1 : to;
        return recent.time(value);
    }

    @Override
    public <T> @Nullable T known(KnownTexts<T> texts) {
        at = ValidJson.tokenStart(bytes, at);
        int end = ValidJson.stringEnd(bytes, at);
        T value = texts.find(bytes, at + 1, end - 1);
        if (value == null) {
            value = isEscaped(at, end) ? texts.value(textAhead()) : texts.value(bytes, at + 1, end - 1);
        }
        if (value != null) {
            at = end;
        }
        return value;
    }

    @Override
    public boolean truth() {
        at = ValidJson.tokenStart(bytes, at);
        boolean truth = bytes[at] == 't';
        skip();
        return truth;
    }

    @Override
    public void keep(Kept kept) {
        skip();
        kept.add(bytes, nameStart, at);
    }

    @Override
    public void skip() {
        at = ValidJson.valueEnd(bytes, ValidJson.tokenStart(bytes, at));
    }

    @Override
    public String path() {
        return JsonPath.to(bytes, start, ValidJson.tokenStart(bytes, at));
    }

    private void begin() {
        at = ValidJson.tokenStart(bytes, at) + 1;
    }

    private int escapedMember(MemberNames names) {
        byte[] name = name().getBytes(StandardCharsets.UTF_8);
        return names.find(name, 0, name.length);
    }

    /** Returns the text of a string, or the literal of a number, without passing over it. */
    private String textAhead() {
        at = ValidJson.tokenStart(bytes, at);
        if (bytes[at] != '"') {
            return recent.text(bytes, at, ValidJson.wordEnd(bytes, at));
        }
        int end = ValidJson.stringEnd(bytes, at);
        return isEscaped(at, end) ? ValidJson.text(bytes, at + 1, end - 1) : recent.text(bytes, at + 1, end - 1);
    }

    /** Reads a decimal with an exponent, a plus sign, escapes or many digits, should it be one. */
    private @Nullable BigDecimal unusualDecimal() {
        BigDecimal decimal = Literals.decimal(textAhead());
        if (decimal != null) {
            skip();
        }
        return decimal;
    }

    /** Reads a time with a minus sign or escapes, should it be one. */
    private @Nullable Instant unusualTime() {
        Instant time = Literals.time(textAhead());
        if (time != null) {
            skip();
        }
        return time;
    }

    private boolean isEscaped(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private boolean endsAt(int place, boolean quoted) {
        byte b = bytes[place];
        return quoted ? b == '"' : b != '.' && b != 'e' && b != 'E';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}

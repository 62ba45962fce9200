package io.github.bingxstream.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads values out of the bytes where they stand. What is not asked for is passed over; no text is made of what is known. */
final class ByteTokens implements JsonTokens {

    private static final byte[] NOTHING = {};

    /** Digits that fit a {@code long} whatever they are. */
    private static final int LONG_DIGITS = 18;

    private final RecentValues recent = new RecentValues();
    private JsonPlaces places = new JsonPlaces();
    private byte[] json = NOTHING;
    private int root;
    private int at;
    private int name;

    @Override
    public void begin(JsonPlaces noted, int value) {
        places = noted;
        json = noted.json();
        root = value;
        at = value;
    }

    @Override
    public void release() {
        json = NOTHING;
    }

    @Override
    public Kind kind() {
        return switch (places.first(at)) {
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
        at++;
    }

    @Override
    public int nextMember(MemberNames names) {
        name = at++;
        if (places.first(name) == '}') {
            return MemberNames.END;
        }
        if (places.isEscaped(name)) {
            byte[] spelling = name().getBytes(StandardCharsets.UTF_8);
            return names.find(spelling, 0, spelling.length);
        }
        return names.find(json, places.start(name) + 1, places.end(name) - 1);
    }

    @Override
    public String name() {
        return JsonText.unquoted(places, name);
    }

    @Override
    public void beginArray() {
        at++;
    }

    @Override
    public boolean nextElement() {
        if (places.first(at) == ']') {
            at++;
            return false;
        }
        return true;
    }

    @Override
    public String text() {
        String text = textAhead();
        at++;
        return text;
    }

    @Override
    public @Nullable BigDecimal decimal() {
        int quote = places.first(at) == '"' ? 1 : 0;
        int from = places.start(at) + quote;
        int to = places.end(at) - quote;
        boolean negative = from < to && json[from] == '-';
        int digits = negative ? from + 1 : from;
        int point = to;
        long value = 0;
        int i = digits;
        for (; i < to; i++) {
            byte b = json[i];
            if (isDigit(b)) {
                // May overflow; then there are too many digits.
                value = 10 * value + (b - '0');
            } else if (b == '.' && point == to) {
                point = i;
            } else {
                break;
            }
        }
        int count = point == to ? to - digits : to - digits - 1;
        if (i < to || count < 1 || count > LONG_DIGITS) {
            return unusualDecimal();
        }
        at++;
        return recent.decimal(negative ? -value : value, point == to ? 0 : to - point - 1);
    }

    @Override
    public @Nullable Instant time() {
        int quote = places.first(at) == '"' ? 1 : 0;
        int from = places.start(at) + quote;
        int to = places.end(at) - quote;
        long value = 0;
        int i = from;
        for (; i < to && isDigit(json[i]); i++) {
            value = 10 * value + (json[i] - '0');
        }
        if (i < to || from == to || to - from > Literals.TIME_LENGTH_MAX) {
            return unusualTime();
        }
        at++;
        return recent.time(value);
    }

    @Override
    public <T> @Nullable T known(KnownTexts<T> texts) {
        T value;
        if (places.isEscaped(at)) {
            value = texts.value(textAhead());
        } else {
            int start = places.start(at) + 1;
            int end = places.end(at) - 1;
            value = texts.find(json, start, end);
            if (value == null) {
                value = texts.value(json, start, end);
            }
        }
        if (value != null) {
            at++;
        }
        return value;
    }

    @Override
    public boolean truth() {
        return places.first(at++) == 't';
    }

    @Override
    public void keep(Kept kept) {
        kept.add(json, places.start(name), places.end(at));
        skip();
    }

    @Override
    public String literal() {
        int start = places.start(at);
        String literal = new String(json, start, places.end(at) - start, StandardCharsets.UTF_8);
        skip();
        return literal;
    }

    @Override
    public void skip() {
        at = places.after(at);
    }

    @Override
    public String path() {
        return JsonPath.to(places, root, at);
    }

    /** Returns the text of a string, or the literal of a number, without passing over it. */
    private String textAhead() {
        int quote = places.first(at) == '"' ? 1 : 0;
        return places.isEscaped(at)
                ? JsonText.unquoted(places, at)
                : recent.text(json, places.start(at) + quote, places.end(at) - quote);
    }

    /** Reads a decimal with an exponent, a plus sign, escapes or many digits, should it be one. */
    private @Nullable BigDecimal unusualDecimal() {
        BigDecimal decimal = Literals.decimal(textAhead());
        if (decimal != null) {
            at++;
        }
        return decimal;
    }

    /** Reads a time with a minus sign or escapes, should it be one. */
    private @Nullable Instant unusualTime() {
        Instant time = Literals.time(textAhead());
        if (time != null) {
            at++;
        }
        return time;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}

package io.github.bingxstream.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads values out of the bytes where they stand. What is not asked for is passed over; no text is made of what is known. */
final class ByteTokens implements JsonTokens {

    private static final byte[] NOTHING = {};

    private JsonPlaces places = new JsonPlaces();
    private byte[] json = NOTHING;
    private int root;
    private int at;
    private int name;

    // The decimal that was read last.
    private long unscaled;
    private int scale;

    @Override
    public void begin(JsonPlaces noted, int value) {
        byte[] text = noted.json();
        // As in JsonPlaces, no reference is written that is there.
        if (places != noted || json != text) {
            places = noted;
            json = text;
        }
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
        if (places.isBracket(name)) {
            return MemberNames.END;
        }
        if (places.isEscaped(name)) {
            byte[] spelling = name().getBytes(StandardCharsets.UTF_8);
            return names.find(spelling, 0, spelling.length);
        }
        return names.find(json, places.start(name) + 1, places.scalarEnd(name) - 1);
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
    public <T> @Nullable T text(RecentTexts<T> recent) {
        byte first = places.first(at);
        if (!isScalar(first)) {
            return null;
        }
        int quote = first == '"' ? 1 : 0;
        T value = places.isEscaped(at)
                ? recent.of(textAhead())
                : recent.of(json, places.start(at) + quote, places.scalarEnd(at) - quote);
        return passed(value);
    }

    @Override
    public boolean isInteger() {
        // A minus sign may come first, and has been checked.
        int from = places.start(at) + 1;
        for (int to = places.scalarEnd(at); to > from; to -= EightBytes.SIZE) {
            if (EightBytes.notDigits(EightBytes.digits(EightBytes.last(json, from, to))) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable BigDecimal decimal() {
        if (isDecimal()) {
            at++;
            return BigDecimal.valueOf(unscaled, scale);
        }
        return passed(unusualDecimal());
    }

    @Override
    public <T> @Nullable T decimal(RecentDecimals<T> recent) {
        if (isDecimal()) {
            at++;
            return recent.of(unscaled, scale);
        }
        BigDecimal decimal = passed(unusualDecimal());
        return decimal == null ? null : recent.of(decimal);
    }

    @Override
    public long time() {
        byte first = places.first(at);
        int quote = first == '"' ? 1 : 0;
        int from = places.start(at) + quote;
        int to = places.scalarEnd(at) - quote;
        if (first > '9' || to == from || to - from > Literals.TIME_LENGTH_MAX) {
            return unusualTime();
        }
        int middle = Math.max(from, to - EightBytes.SIZE);
        long high = EightBytes.digits(EightBytes.last(json, from, middle));
        long low = EightBytes.digits(EightBytes.last(json, middle, to));
        if ((EightBytes.notDigits(high) | EightBytes.notDigits(low)) != 0) {
            return unusualTime();
        }
        at++;
        return EightBytes.number(high) * EightBytes.UNIT + EightBytes.number(low);
    }

    @Override
    public <T> @Nullable T known(KnownTexts<T> texts) {
        if (places.first(at) != '"') {
            return null;
        }
        if (places.isEscaped(at)) {
            return passed(texts.value(textAhead()));
        }
        int start = places.start(at) + 1;
        int end = places.scalarEnd(at) - 1;
        T value = texts.find(json, start, end);
        return passed(value == null ? texts.value(json, start, end) : value);
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
        return places.first(at) == '"'
                ? JsonText.unquoted(places, at)
                : JsonText.text(json, places.start(at), places.scalarEnd(at));
    }

    /**
     * Tells whether the next value is a decimal as most are, of up to sixteen characters and without an exponent. If it is, it has
     * been read, but not been passed over.
     */
    private boolean isDecimal() {
        byte first = places.first(at);
        int quote = first == '"' ? 1 : 0;
        int start = places.start(at) + quote;
        int to = places.scalarEnd(at) - quote;
        boolean negative = json[start] == '-';
        int from = negative ? start + 1 : start;
        if (first > '9' || to - from < 1 || to - from > 2 * EightBytes.SIZE) {
            return false;
        }
        int middle = Math.max(from, to - EightBytes.SIZE);
        long high = EightBytes.digits(EightBytes.last(json, from, middle));
        long low = EightBytes.digits(EightBytes.last(json, middle, to));
        long unit = EightBytes.UNIT;
        scale = 0;
        long strangers = EightBytes.notDigits(low);
        if (strangers != 0) {
            int point = EightBytes.before(strangers);
            if (EightBytes.one(low, point) != EightBytes.POINT || to - from == 1) {
                return false;
            }
            low = EightBytes.without(low, point);
            unit = EightBytes.UNIT / 10;
            scale = EightBytes.SIZE - 1 - point;
        } else if (EightBytes.notDigits(high) != 0) {
            int point = EightBytes.before(EightBytes.notDigits(high));
            if (EightBytes.one(high, point) != EightBytes.POINT) {
                return false;
            }
            high = EightBytes.without(high, point);
            scale = 2 * EightBytes.SIZE - 1 - point;
        }
        if ((EightBytes.notDigits(low) | EightBytes.notDigits(high)) != 0) {
            return false;
        }
        long value = EightBytes.number(high) * unit + EightBytes.number(low);
        unscaled = negative ? -value : value;
        return true;
    }

    /** Returns a decimal with an exponent, a plus sign, escapes or many digits, should it be one. */
    private @Nullable BigDecimal unusualDecimal() {
        return isScalar(places.first(at)) ? Literals.decimal(textAhead()) : null;
    }

    /** Reads a time with a minus sign or escapes, should it be one. */
    private long unusualTime() {
        Instant time = isScalar(places.first(at)) ? passed(Literals.time(textAhead())) : null;
        return time == null ? NO_TIME : time.toEpochMilli();
    }

    /** Passes over a value if something could be made of it. */
    private <T> @Nullable T passed(@Nullable T value) {
        if (value != null) {
            at++;
        }
        return value;
    }

    /** Tells by its first byte whether a value is a string or a number. */
    private static boolean isScalar(byte first) {
        return first <= '9';
    }
}

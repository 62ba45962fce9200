package io.github.bingxstream.codec;

import com.squareup.moshi.JsonReader;
import io.github.bingxstream.domain.RawMembers;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the members of one JSON object. Documented members are handed out by index; all others are kept as they
 * came.
 *
 * <p>A documented member whose value is null or an empty string counts as not given, because the exchange writes both for
 * "none". One whose value is of the wrong kind is kept among the others and counts as not given too: if it is required the
 * object is refused by {@link #missing}, if not it costs nobody the rest of the object.
 */
final class Members {

    /** Index after the last member. */
    static final int END = -1;

    /** The members of one kind of object. */
    static final class Names {

        private final String[] texts;
        private final int documented;
        private final JsonReader.Options options;

        /**
         * Takes the documented names, at most 64, and further ones that are known to occur but have no meaning: a name
         * that is not listed costs twice the search and an allocation.
         */
        Names(String[] documented, String... kept) {
            if (documented.length > Long.SIZE) {
                throw new IllegalArgumentException("too many names: " + documented.length);
            }
            this.documented = documented.length;
            texts = new String[documented.length + kept.length];
            System.arraycopy(documented, 0, texts, 0, documented.length);
            System.arraycopy(kept, 0, texts, documented.length, kept.length);
            options = JsonReader.Options.of(texts);
        }
    }

    private final JsonReader reader;
    private final Names names;
    private long seen;
    private String name = "";
    private @Nullable Map<String, String> others;

    /** Begins an object. */
    Members(JsonReader reader, Names names) throws IOException, MalformedException {
        if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
            throw new MalformedException("an object was expected at " + reader.getPath());
        }
        this.reader = reader;
        this.names = names;
        reader.beginObject();
    }

    /** Moves to the next documented member, and returns its index in the names, or {@link #END}. */
    int next() throws IOException, MalformedException {
        while (reader.hasNext()) {
            int index = reader.selectName(names.options);
            if (index < 0) {
                name = reader.nextName();
                keep(literal());
            } else {
                name = names.texts[index];
                if (index < names.documented) {
                    // Which of the two is true? Better no value than a wrong one.
                    if ((seen & 1L << index) != 0) {
                        throw givenTwice();
                    }
                    seen |= 1L << index;
                    return index;
                }
                keep(literal());
            }
        }
        reader.endObject();
        return END;
    }

    /** Returns what was kept. */
    RawMembers others() {
        return others == null ? RawMembers.NONE : new RawMembers(others);
    }

    /** Returns why the object cannot be used without the member. */
    MalformedException missing(String required) {
        boolean illTyped = others != null && others.containsKey(required);
        return new MalformedException("member " + required + (illTyped ? " has an unexpected value" : " is missing"));
    }

    /** Returns the value of a member that must be there. */
    <T> T required(@Nullable T value, String member) throws MalformedException {
        if (value == null) {
            throw missing(member);
        }
        return value;
    }

    /** Returns the value of a quantity that must be there. */
    BigDecimal notNegative(@Nullable BigDecimal value, String member) throws MalformedException {
        BigDecimal given = required(value, member);
        if (given.signum() < 0) {
            throw new MalformedException("member " + member + " is below zero");
        }
        return given;
    }

    /** Reads text: a string, or the literal of a number. Null when there is none. */
    @Nullable
    String text() throws IOException, MalformedException {
        return switch (reader.peek()) {
            case STRING, NUMBER -> {
                String text = reader.nextString();
                yield text.isEmpty() ? null : text;
            }
            default -> {
                passOver();
                yield null;
            }
        };
    }

    /** Reads an id: a string, or the digits of an integer. Null when there is none. */
    @Nullable
    String id() throws IOException, MalformedException {
        boolean number = reader.peek() == JsonReader.Token.NUMBER;
        String text = text();
        if (number && text != null && !Literals.isInteger(text)) {
            keep(text);
            return null;
        }
        return text;
    }

    /** Reads a value made of text. Null when there is none, or none can be made. */
    <T> @Nullable T known(KnownTexts<T> texts) throws IOException, MalformedException {
        if (reader.peek() != JsonReader.Token.STRING) {
            passOver();
            return null;
        }
        int index = texts.find(reader);
        if (index >= 0) {
            return texts.get(index);
        }
        String text = reader.nextString();
        try {
            return text.isEmpty() ? null : texts.learn(text);
        } catch (IllegalArgumentException e) {
            keep(JsonText.quoted(text));
            return null;
        }
    }

    /** Reads a decimal: a string or a number. Null when there is none. */
    @Nullable
    BigDecimal decimal() throws IOException, MalformedException {
        boolean quoted = reader.peek() == JsonReader.Token.STRING;
        String text = text();
        if (text == null) {
            return null;
        }
        BigDecimal decimal = Literals.decimal(text);
        if (decimal == null) {
            keep(quoted ? JsonText.quoted(text) : text);
        }
        return decimal;
    }

    /** Reads a time in milliseconds. Null when there is none, for which the exchange also writes 0 and -1. */
    @Nullable
    Instant time() throws IOException, MalformedException {
        boolean quoted = reader.peek() == JsonReader.Token.STRING;
        String text = text();
        if (text == null) {
            return null;
        }
        Instant time = Literals.time(text);
        if (time == null) {
            keep(quoted ? JsonText.quoted(text) : text);
            return null;
        }
        return time.toEpochMilli() > 0 ? time : null;
    }

    /** Reads a truth value. Null when there is none. */
    @Nullable
    Boolean truth() throws IOException, MalformedException {
        if (reader.peek() == JsonReader.Token.BOOLEAN) {
            return reader.nextBoolean();
        }
        passOver();
        return null;
    }

    /** Reads text that is expected to be this one; anything else is kept. */
    void expect(String expected) throws IOException, MalformedException {
        String text = text();
        if (text != null && !text.equals(expected)) {
            keep(JsonText.quoted(text));
        }
    }

    /** Keeps the current member as it came. */
    void keep() throws IOException, MalformedException {
        keep(literal());
    }

    /** Passes over the current member. */
    void skip() throws IOException {
        reader.skipValue();
    }

    /** Keeps members of another object under their names with a prefix. */
    void keepAll(String prefix, RawMembers members) throws MalformedException {
        for (Map.Entry<String, String> member : members.byName().entrySet()) {
            name = prefix + member.getKey();
            keep(member.getValue());
        }
    }

    /** Tells whether the member's value is a list, or an object; if not it is kept. */
    boolean begins(JsonReader.Token token) throws IOException, MalformedException {
        if (reader.peek() == token) {
            return true;
        }
        passOver();
        return false;
    }

    /** Keeps the current member as it came, given its value's literal JSON text. */
    private void keep(String literal) throws MalformedException {
        if (others == null) {
            others = new LinkedHashMap<>();
        }
        if (others.put(name, literal) != null) {
            throw givenTwice();
        }
    }

    private void passOver() throws IOException, MalformedException {
        if (reader.peek() == JsonReader.Token.NULL) {
            reader.nextNull();
        } else {
            keep(literal());
        }
    }

    /** Reads any value as it stands in the message. */
    private String literal() throws IOException {
        return switch (reader.peek()) {
            case NUMBER -> reader.nextString();
            case BOOLEAN -> String.valueOf(reader.nextBoolean());
            default -> {
                try (BufferedSource source = reader.nextSource()) {
                    yield source.readUtf8();
                }
            }
        };
    }

    private MalformedException givenTwice() {
        return new MalformedException("member " + name + " is given twice");
    }
}

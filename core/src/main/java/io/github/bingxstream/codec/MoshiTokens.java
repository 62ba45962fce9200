package io.github.bingxstream.codec;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Reads values by Moshi. */
final class MoshiTokens implements JsonTokens {

    private final Buffer buffer = new Buffer();
    private JsonReader reader = JsonReader.of(buffer);
    private String name = "";

    /** A text that was read, and turned out to be nothing that was asked for; null when there is none. */
    private @Nullable String ahead;

    private Kind kindAhead = Kind.NULL;

    /** Returns a reader of a text that has passed the screen. */
    static JsonReader reader(byte[] json) {
        return lenient(new Buffer().write(json));
    }

    @Override
    public void begin(JsonPlaces places, int value) {
        buffer.clear();
        buffer.write(places.json(), places.start(value), places.end(value) - places.start(value));
        reader = lenient(buffer);
        ahead = null;
    }

    @Override
    public void release() {
        buffer.clear();
    }

    @Override
    public Kind kind() throws IOException {
        if (ahead != null) {
            return kindAhead;
        }
        JsonReader.Token token = reader.peek();
        return switch (token) {
            case BEGIN_OBJECT -> Kind.OBJECT;
            case BEGIN_ARRAY -> Kind.ARRAY;
            case STRING -> Kind.STRING;
            case NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.TRUTH;
            case NULL -> Kind.NULL;
            default -> throw new IllegalStateException("no value comes next, but " + token);
        };
    }

    @Override
    public void beginObject() throws IOException {
        reader.beginObject();
    }

    @Override
    public int nextMember(MemberNames names) throws IOException {
        if (!reader.hasNext()) {
            reader.endObject();
            return MemberNames.END;
        }
        int index = reader.selectName(names.options());
        name = index < 0 ? reader.nextName() : names.text(index);
        return index < 0 ? MemberNames.STRANGER : index;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void beginArray() throws IOException {
        reader.beginArray();
    }

    @Override
    public boolean nextElement() throws IOException {
        if (reader.hasNext()) {
            return true;
        }
        reader.endArray();
        return false;
    }

    @Override
    public String text() throws IOException {
        String text = textAhead();
        ahead = null;
        return text;
    }

    @Override
    public <T> @Nullable T text(RecentTexts<T> recent) throws IOException {
        return isScalar() ? taken(recent.of(textAhead())) : null;
    }

    @Override
    public boolean isInteger() throws IOException {
        return Literals.isInteger(textAhead());
    }

    @Override
    public @Nullable BigDecimal decimal() throws IOException {
        return isScalar() ? taken(Literals.decimal(textAhead())) : null;
    }

    @Override
    public <T> @Nullable T decimal(RecentDecimals<T> recent) throws IOException {
        BigDecimal decimal = decimal();
        return decimal == null ? null : recent.of(decimal);
    }

    @Override
    public long time() throws IOException {
        Instant time = isScalar() ? taken(Literals.time(textAhead())) : null;
        return time == null ? NO_TIME : time.toEpochMilli();
    }

    @Override
    public <T> @Nullable T known(KnownTexts<T> texts) throws IOException {
        return kind() == Kind.STRING ? taken(texts.value(textAhead())) : null;
    }

    @Override
    public boolean truth() throws IOException {
        return reader.nextBoolean();
    }

    @Override
    public void keep(Kept kept) throws IOException {
        String member = name;
        kept.add(member, literal());
    }

    @Override
    public String literal() throws IOException {
        return switch (kind()) {
            case NUMBER -> text();
            case TRUTH -> String.valueOf(truth());
            default -> {
                try (BufferedSource source = reader.nextSource()) {
                    yield source.readUtf8();
                }
            }
        };
    }

    @Override
    public void skip() throws IOException {
        if (ahead != null) {
            ahead = null;
        } else {
            reader.skipValue();
        }
    }

    @Override
    public String path() {
        return reader.getPath();
    }

    private boolean isScalar() throws IOException {
        Kind kind = kind();
        return kind == Kind.STRING || kind == Kind.NUMBER;
    }

    private String textAhead() throws IOException {
        if (ahead == null) {
            kindAhead = kind();
            ahead = reader.nextString();
        }
        return ahead;
    }

    private <T> @Nullable T taken(@Nullable T value) {
        if (value != null) {
            ahead = null;
        }
        return value;
    }

    private static JsonReader lenient(Buffer json) {
        JsonReader reader = JsonReader.of(json);
        // The screen was strict; see there why the reader is not.
        reader.setLenient(true);
        return reader;
    }
}

package io.github.bingxstream.testkit.capture;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out of what is captured whatever is secret or identifies somebody. What stays is chosen ({@link Members}, {@link
 * Words}), not what goes. But for {@link #hide}, not safe for use by several threads.
 */
final class Redaction {

    /** Documented messages have four levels, and a decoder takes 64. */
    private static final int DEPTH_MAX = 64;

    /** Signatures come with every request, listen keys by the hour; what is older is not quoted any more. */
    private static final int SECRETS_MAX = 256;

    /** What is shorter is part of many a word. */
    private static final int SECRET_LENGTH_MIN = 6;

    private static final Pattern PATH_SEGMENT = Pattern.compile("[A-Za-z]{1,32}|v[0-9]{1,2}");

    private final Pseudonyms pseudonyms;
    private final Words words;
    private final Set<String> secrets = new LinkedHashSet<>();

    Redaction(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
        this.words = new Words(pseudonyms);
    }

    /** From now on this text stays nowhere, not even where it would look harmless. */
    void hide(String secret) {
        if (secret.length() < SECRET_LENGTH_MIN) {
            return;
        }
        String folded = secret.toLowerCase(Locale.ROOT);
        synchronized (secrets) {
            secrets.remove(folded);
            secrets.add(folded);
            if (secrets.size() > SECRETS_MAX) {
                Iterator<String> eldest = secrets.iterator();
                eldest.next();
                eldest.remove();
            }
        }
    }

    /** Returns what may be told of a sentence. */
    String sentence(String text, Instant now) {
        String redacted = words.redacted(text, now);
        return holdsSecret(redacted) ? pseudonyms.of(redacted) : redacted;
    }

    /** Returns what may be told of a path. */
    String path(String text) {
        StringBuilder path = new StringBuilder();
        String separator = "";
        for (String segment : text.split("/", -1)) {
            boolean kept = segment.isEmpty() || (PATH_SEGMENT.matcher(segment).matches() && !holdsSecret(segment));
            path.append(separator).append(kept ? segment : pseudonyms.of(segment));
            separator = "/";
        }
        return path.toString();
    }

    /** Returns what may be told of a value under a name, in a query or in a message. */
    String value(String name, String value, Instant now) {
        if (Members.isSentence(name)) {
            return sentence(value, now);
        }
        return Members.isKept(name, value) && !holdsSecret(value) ? value : pseudonyms.of(value);
    }

    String name(String name) {
        return Members.isName(name) && !holdsSecret(name) ? name : pseudonyms.of(name);
    }

    /** Returns what may be told of a JSON text, as one line; empty when it is no JSON, or deeper than anybody reads. */
    Optional<String> json(String text, Instant now) {
        StringWriter result = new StringWriter(text.length() + 16);
        try (JsonReader in = new JsonReader(new StringReader(text));
                JsonWriter out = new JsonWriter(result)) {
            in.setStrictness(Strictness.STRICT);
            out.setSerializeNulls(true);
            out.setHtmlSafe(false);
            copy(in, out, now);
            return Optional.of(result.toString());
        } catch (MalformedJsonException | EOFException | JsonParseException | IllegalStateException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory does not fail", e);
        }
    }

    /** Names bytes that may not be told. */
    String fingerprint(byte[] bytes) {
        return pseudonyms.fingerprint(bytes);
    }

    /** The values of a list go by the list's name. */
    private void copy(JsonReader in, JsonWriter out, Instant now) throws IOException {
        Deque<String> names = new ArrayDeque<>();
        String name = "";
        while (true) {
            JsonToken token = in.peek();
            switch (token) {
                case BEGIN_OBJECT, BEGIN_ARRAY -> {
                    names.push(name);
                    if (names.size() > DEPTH_MAX) {
                        throw new MalformedJsonException("too deep");
                    }
                    begin(token, in, out);
                }
                case END_OBJECT -> {
                    in.endObject();
                    out.endObject();
                    name = names.pop();
                }
                case END_ARRAY -> {
                    in.endArray();
                    out.endArray();
                    name = names.pop();
                }
                case NAME -> {
                    name = in.nextName();
                    out.name(name(name));
                    continue;
                }
                case STRING -> out.value(value(name, in.nextString(), now));
                case NUMBER -> out.jsonValue(number(name, in.nextString()));
                case BOOLEAN -> out.value(in.nextBoolean());
                case NULL -> {
                    in.nextNull();
                    out.nullValue();
                }
                case END_DOCUMENT -> {
                    return;
                }
            }
        }
    }

    private static void begin(JsonToken token, JsonReader in, JsonWriter out) throws IOException {
        if (token == JsonToken.BEGIN_OBJECT) {
            in.beginObject();
            out.beginObject();
        } else {
            in.beginArray();
            out.beginArray();
        }
    }

    /** A number stays one: of as many digits, and as large. */
    private String number(String name, String literal) {
        if (Members.isKept(name, literal)) {
            return literal;
        }
        int exponent = Math.max(literal.indexOf('e'), literal.indexOf('E'));
        return exponent < 0
                ? pseudonyms.of(literal)
                : pseudonyms.of(literal.substring(0, exponent)) + literal.substring(exponent);
    }

    private boolean holdsSecret(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        synchronized (secrets) {
            return secrets.stream()
                    .anyMatch(secret -> folded.contains(secret)
                            || (folded.length() >= SECRET_LENGTH_MIN && secret.contains(folded)));
        }
    }
}

package io.github.bingxstream.codec;

import io.github.bingxstream.codec.JsonTokens.Kind;
import io.github.bingxstream.domain.RawMembers;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the members of one JSON object after another. Documented members are handed out by index; all others are
 * kept as they came.
 *
 * <p>A documented member whose value is null or an empty string counts as not given, because the exchange writes both for
 * "none". One whose value is of the wrong kind is kept among the others and counts as not given too: if it is required the
 * object is refused by {@link #missing}, if not it costs nobody the rest of the object.
 */
final class Members {

    /** Index after the last member. */
    static final int END = MemberNames.END;

    private final JsonTokens tokens;
    private final MemberNames names;
    private final Kept kept = new Kept();
    private Set<String> strangers = Set.of();
    private long seen;

    /** Takes where objects are read from, and the names of their members. */
    Members(JsonTokens tokens, MemberNames names) {
        this.tokens = tokens;
        this.names = names;
    }

    /** Begins an object. What was kept of the one before is forgotten. */
    void begin() throws IOException, MalformedException {
        if (tokens.kind() != Kind.OBJECT) {
            throw new MalformedException("an object was expected at " + tokens.path());
        }
        seen = 0;
        kept.clear();
        strangers = Set.of();
        tokens.beginObject();
    }

    /** Moves to the next documented member, and returns its index in the names, or {@link #END}. */
    int next() throws IOException, MalformedException {
        int index = tokens.nextMember(names);
        while (index != END) {
            if (index == MemberNames.STRANGER) {
                meet(tokens.name());
            } else {
                // Which of the two is true? Better no value than a wrong one.
                if ((seen & 1L << index) != 0) {
                    throw givenTwice(names.text(index));
                }
                seen |= 1L << index;
                if (names.isDocumented(index)) {
                    return index;
                }
            }
            keep();
            index = tokens.nextMember(names);
        }
        return END;
    }

    /** Returns what was kept. */
    RawMembers others() {
        return kept.members();
    }

    /** Returns why the object cannot be used without the member. */
    MalformedException missing(String required) {
        return missing(required, others());
    }

    /** Returns why an object of which these members were kept cannot be used without the member. */
    static MalformedException missing(String required, RawMembers others) {
        boolean illTyped = others.byName().containsKey(required);
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
    String text() throws IOException {
        if (!isScalar(tokens.kind())) {
            passOver();
            return null;
        }
        String text = tokens.text();
        return text.isEmpty() ? null : text;
    }

    /** Reads an id: a string, or the digits of an integer. Null when there is none. */
    @Nullable
    String id() throws IOException {
        boolean number = tokens.kind() == Kind.NUMBER;
        String text = text();
        if (number && text != null && !Literals.isInteger(text)) {
            kept.add(tokens.name(), text);
            return null;
        }
        return text;
    }

    /** Reads a value made of text. Null when there is none, or none can be made. */
    <T> @Nullable T known(KnownTexts<T> texts) throws IOException {
        if (tokens.kind() != Kind.STRING) {
            passOver();
            return null;
        }
        T value = tokens.known(texts);
        if (value == null) {
            keepUnlessEmpty();
        }
        return value;
    }

    /** Reads a decimal: a string or a number. Null when there is none. */
    @Nullable
    BigDecimal decimal() throws IOException {
        if (!isScalar(tokens.kind())) {
            passOver();
            return null;
        }
        BigDecimal decimal = tokens.decimal();
        if (decimal == null) {
            keepUnlessEmpty();
        }
        return decimal;
    }

    /** Reads a time in milliseconds. Null when there is none, for which the exchange also writes 0 and -1. */
    @Nullable
    Instant time() throws IOException {
        if (!isScalar(tokens.kind())) {
            passOver();
            return null;
        }
        Instant time = tokens.time();
        if (time == null) {
            keepUnlessEmpty();
            return null;
        }
        return time.toEpochMilli() > 0 ? time : null;
    }

    /** Reads a truth value. Null when there is none. */
    @Nullable
    Boolean truth() throws IOException {
        if (tokens.kind() == Kind.TRUTH) {
            return tokens.truth();
        }
        passOver();
        return null;
    }

    /** Reads text that is expected to be this one; anything else is kept. */
    void expect(String expected) throws IOException {
        String text = text();
        if (text != null && !text.equals(expected)) {
            kept.add(tokens.name(), JsonText.quoted(text));
        }
    }

    /** Keeps the current member as it came. */
    void keep() throws IOException {
        tokens.keep(kept);
    }

    /** Passes over the current member. */
    void skip() throws IOException {
        tokens.skip();
    }

    /** Keeps members of another object under their names with a prefix. */
    void keepAll(String prefix, RawMembers members) throws MalformedException {
        if (members.byName().isEmpty()) {
            return;
        }
        for (Map.Entry<String, String> member : members.byName().entrySet()) {
            String name = prefix + member.getKey();
            meet(name);
            kept.add(name, member.getValue());
        }
    }

    /** Tells whether the member's value is of the kind; if not it is kept. */
    boolean begins(Kind kind) throws IOException {
        if (tokens.kind() == kind) {
            return true;
        }
        passOver();
        return false;
    }

    static MalformedException givenTwice(String name) {
        return new MalformedException("member " + name + " is given twice");
    }

    /** Takes note of a name that is not listed, which may come once like any other. */
    private void meet(String name) throws MalformedException {
        if (strangers.isEmpty()) {
            strangers = new HashSet<>();
        }
        if (!strangers.add(name)) {
            throw givenTwice(name);
        }
    }

    private void passOver() throws IOException {
        if (tokens.kind() == Kind.NULL) {
            tokens.skip();
        } else {
            keep();
        }
    }

    /** Keeps a string or number that says something, but not what it should. A string is spelt anew. */
    private void keepUnlessEmpty() throws IOException {
        boolean quoted = tokens.kind() == Kind.STRING;
        String text = tokens.text();
        if (!text.isEmpty()) {
            kept.add(tokens.name(), quoted ? JsonText.quoted(text) : text);
        }
    }

    private static boolean isScalar(Kind kind) {
        return kind == Kind.STRING || kind == Kind.NUMBER;
    }
}

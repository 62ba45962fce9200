package io.github.bingxstream.codec;

import io.github.bingxstream.codec.JsonTokens.Kind;
import io.github.bingxstream.domain.RawMembers;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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
        Kind kind = tokens.kind();
        if (kind != Kind.STRING && kind != Kind.NUMBER) {
            passOver();
            return null;
        }
        String text = tokens.text();
        return text.isEmpty() ? null : text;
    }

    /** Reads text as above, and returns what is made of it. Null when there is none, or nothing is made of it. */
    <T> @Nullable T text(RecentTexts<T> recent) throws IOException {
        return orElseLeft(tokens.text(recent));
    }

    /** Reads an id: a string, or the digits of an integer. Null when there is none. */
    @Nullable
    String id() throws IOException {
        if (isFraction()) {
            keep();
            return null;
        }
        return text();
    }

    /** Reads an id, and returns what is made of it. Null when there is none, or nothing is made of it. */
    <T> @Nullable T id(RecentTexts<T> recent) throws IOException {
        if (isFraction()) {
            keep();
            return null;
        }
        return text(recent);
    }

    /** Reads a value made of text. Null when there is none, or none can be made. */
    <T> @Nullable T known(KnownTexts<T> texts) throws IOException {
        return orElseLeft(tokens.known(texts));
    }

    /** Reads a value made of text. Empty when there is none, or none can be made. */
    <T> Optional<T> given(KnownTexts<Optional<T>> texts) throws IOException {
        Optional<T> given = known(texts);
        return given == null ? Optional.empty() : given;
    }

    /** Reads a decimal: a string or a number. Null when there is none. */
    @Nullable
    BigDecimal decimal() throws IOException {
        return orElseLeft(tokens.decimal());
    }

    /** Reads a decimal, and returns what is made of it. Null when there is none. */
    <T> @Nullable T decimal(RecentDecimals<T> recent) throws IOException {
        return orElseLeft(tokens.decimal(recent));
    }

    /** Reads a decimal. Empty when there is none. */
    Optional<BigDecimal> given(RecentDecimals<Optional<BigDecimal>> recent) throws IOException {
        Optional<BigDecimal> given = decimal(recent);
        return given == null ? Optional.empty() : given;
    }

    /** Reads a time in milliseconds. Null when there is none, for which the exchange also writes 0 and -1. */
    @Nullable
    Instant time() throws IOException {
        long millis = millis();
        return millis > 0 ? Instant.ofEpochMilli(millis) : null;
    }

    /** Reads a time in milliseconds. Empty when there is none. */
    Optional<Instant> time(RecentTimes recent) throws IOException {
        long millis = millis();
        return millis > 0 ? recent.of(millis) : Optional.empty();
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

    /** Reads text that is expected to be a known one; anything else is kept. */
    void expect(KnownTexts<?> expected) throws IOException {
        known(expected);
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

    private long millis() throws IOException {
        long millis = tokens.time();
        if (millis == JsonTokens.NO_TIME) {
            leave();
        }
        return millis;
    }

    private boolean isFraction() throws IOException {
        return tokens.kind() == Kind.NUMBER && !tokens.isInteger();
    }

    /** Returns what was made of the value; if it is null, nothing has been read yet. */
    private <T> @Nullable T orElseLeft(@Nullable T made) throws IOException {
        if (made == null) {
            leave();
        }
        return made;
    }

    /** Keeps a value that says something, but not what it should. A string may have been looked at already, and is spelt anew. */
    private void leave() throws IOException {
        if (tokens.kind() != Kind.STRING) {
            passOver();
            return;
        }
        String text = tokens.text();
        if (!text.isEmpty()) {
            kept.add(tokens.name(), JsonText.quoted(text));
        }
    }

    private void passOver() throws IOException {
        if (tokens.kind() == Kind.NULL) {
            tokens.skip();
        } else {
            keep();
        }
    }
}

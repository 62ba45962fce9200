package io.github.bingxstream.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The members of a JSON object that have no documented meaning, or that this version of the library does not know.
 *
 * <p>Nothing the exchange says is dropped: what has no accessor is here, under the exchange's own name.
 *
 * @param byName from the member's name to the literal JSON text of its value (a string keeps its quotes), in the order of
 *     the message; unmodifiable
 */
public record RawMembers(Map<String, String> byName) {

    /** No further members. */
    public static final RawMembers NONE = new RawMembers(Map.of());

    public RawMembers {
        if (!(byName instanceof LazyMembers)) {
            byName = byName.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        }
    }

    /**
     * Returns members that nobody may ever ask for, and that are read when somebody does.
     *
     * @param reading gives the members, the same each time; may be called by any thread, and by several at once
     */
    public static RawMembers lazily(Supplier<Map<String, String>> reading) {
        return new RawMembers(new LazyMembers(reading));
    }

    /** Returns the literal JSON text of a member, or empty when the message had no such member. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}

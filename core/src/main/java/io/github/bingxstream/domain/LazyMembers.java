package io.github.bingxstream.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A map that is read when it is looked into. Unmodifiable. There is one in every event, and few are looked into, so it has a
 * single field: AbstractMap would have two more.
 */
final class LazyMembers implements Map<String, String> {

    /** The map or, until somebody looks, what reads it. Threads that look at the same time may read twice, and read the same. */
    private Object members;

    LazyMembers(Supplier<Map<String, String>> reading) {
        members = reading;
    }

    @SuppressWarnings("unchecked") // It is one or the other.
    private Map<String, String> members() {
        Object known = members;
        if (known instanceof Supplier<?> reading) {
            known = Collections.unmodifiableMap(new LinkedHashMap<>((Map<String, String>) reading.get()));
            members = known;
        }
        return (Map<String, String>) known;
    }

    @Override
    public int size() {
        return members().size();
    }

    @Override
    public boolean isEmpty() {
        return members().isEmpty();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return members().containsKey(name);
    }

    @Override
    public boolean containsValue(@Nullable Object literal) {
        return members().containsValue(literal);
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        return members().get(name);
    }

    @Override
    public Set<String> keySet() {
        return members().keySet();
    }

    @Override
    public Collection<String> values() {
        return members().values();
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return members().entrySet();
    }

    @Override
    public @Nullable String put(String name, String literal) {
        return members().put(name, literal);
    }

    @Override
    public @Nullable String remove(@Nullable Object name) {
        return members().remove(name);
    }

    @Override
    public void putAll(Map<? extends String, ? extends String> others) {
        members().putAll(others);
    }

    @Override
    public void clear() {
        members().clear();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return members().equals(other);
    }

    @Override
    public int hashCode() {
        return members().hashCode();
    }

    @Override
    public String toString() {
        return members().toString();
    }
}

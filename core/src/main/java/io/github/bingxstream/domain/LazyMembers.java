package io.github.bingxstream.domain;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A map that is read when it is looked into. Unmodifiable. */
final class LazyMembers extends AbstractMap<String, String> {

    private final Supplier<Map<String, String>> reading;

    // Threads that look at the same time may read twice, and read the same.
    private @Nullable Map<String, String> members;

    LazyMembers(Supplier<Map<String, String>> reading) {
        this.reading = reading;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return members().entrySet();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return members().containsKey(name);
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        return members().get(name);
    }

    private Map<String, String> members() {
        Map<String, String> read = members;
        if (read == null) {
            read = Collections.unmodifiableMap(new LinkedHashMap<>(reading.get()));
            members = read;
        }
        return read;
    }
}

package io.github.bingxstream.domain;

import org.jspecify.annotations.Nullable;

/**
 * A well-formed message of a kind this version of the library does not know, handed over as it came.
 *
 * @param origin where and when it came to us
 * @param kind what the message calls itself ({@code dataType}, else {@code e}); empty text when it does not say
 * @param message the whole JSON text, at most a few MiB; listen keys in it are replaced
 */
public record Unrecognized(Origin origin, String kind, String message) implements AccountEvent {

    @Override
    public <R extends @Nullable Object> R match(Cases<R> cases) {
        return cases.unrecognized(this);
    }
}

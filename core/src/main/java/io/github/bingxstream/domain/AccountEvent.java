package io.github.bingxstream.domain;

import org.jspecify.annotations.Nullable;

/** A fact about the account. Facts about the stream are {@link StreamNotice}s. */
public sealed interface AccountEvent permits OrderUpdate, AccountUpdate, AccountSnapshot, Unrecognized {

    /** Returns where and when it came to us. */
    Origin origin();

    /** Calls the one method of {@code cases} that is for this event. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /**
     * One method for each kind of event; a new kind breaks the build of whoever must handle it.
     *
     * @param <R> what handling gives
     */
    interface Cases<R extends @Nullable Object> {
        R orderUpdate(OrderUpdate update);

        R accountUpdate(AccountUpdate update);

        R accountSnapshot(AccountSnapshot snapshot);

        R unrecognized(Unrecognized message);
    }
}

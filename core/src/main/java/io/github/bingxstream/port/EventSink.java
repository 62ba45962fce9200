package io.github.bingxstream.port;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.StreamNotice;

/**
 * Receives what happens on the account and what is known about the stream: two methods, so that a gap can be neither
 * mistaken for a fact nor missed.
 *
 * <ul>
 *   <li><b>ES-1</b> The methods are called one at a time, in one order, with a happens-before edge between calls, on a
 *       thread of the stream's runtime.
 *   <li><b>ES-2</b> They may block. The stream goes on meanwhile (heartbeats are answered); a bounded queue holds what
 *       comes, and when it is full the rest becomes an announced gap.
 *   <li><b>ES-3</b> They may throw. The exception is contained, counted and reported to the thread's uncaught-exception
 *       handler, and the next call is made as if nothing had happened.
 *   <li><b>ES-4</b> A {@link StreamNotice.Closed} is the last call. After {@code AccountStream.close()} has returned, no
 *       call is made.
 * </ul>
 */
public interface EventSink {

    /** A fact about the account. */
    void event(AccountEvent event);

    /** A fact about the stream. */
    void notice(StreamNotice notice);
}

package io.github.bingxstream.port;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.StreamNotice;

/**
 * Receives what happens on the account and what is known about the stream: two methods, so that a gap can be neither
 * mistaken for a fact nor missed.
 *
 * <ul>
 *   <li><b>Calls</b> (ES-1 to ES-3): the methods are called one at a time, in one order, each seeing what the one before did, on
 *       a thread of the stream's runtime.
 *   <li><b>They may block</b> (ES-4, ES-5): the stream goes on meanwhile (heartbeats are answered); a bounded queue holds what
 *       comes, and when it is full the rest becomes an announced gap. A sink that was opened with
 *       {@code AccountStreamBuilder.sinkNeverBlocks} is called on the thread that a message came by, and may not.
 *   <li><b>They may throw</b> (ES-6, ES-7): the exception is contained, counted and reported to the thread's uncaught-exception
 *       handler, and the next call is made as if nothing had happened. The event counts as delivered.
 *   <li><b>The end</b> (ES-8, ES-9): a {@link StreamNotice.Closed} is the last call. After {@code AccountStream.close()} has
 *       returned, no call begins.
 *   <li><b>What a sink bears</b> (ES-10 to ES-15): each kind of event and notice, values that no table knows, and another thread
 *       each time.
 * </ul>
 *
 * <p>Each number is a rule with a reason and a test: see {@code docs/contract.md}.
 */
public interface EventSink {

    /** A fact about the account. */
    void event(AccountEvent event);

    /** A fact about the stream. */
    void notice(StreamNotice notice);
}

package io.github.bingxstream.port;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * Opens WebSocket connections and carries whole messages over them. It decides nothing: when to reconnect, what silence
 * means and what to answer are the caller's.
 *
 * <ul>
 *   <li><b>Opening</b> (FT-1 to FT-13): {@link #open} returns promptly and does nothing on the caller's stack but begin. An
 *       attempt that fails reports {@code ended} alone, and says why.
 *   <li><b>Messages</b> (FT-14 to FT-20): the methods of one {@link Listener} are called one at a time, each after the one
 *       before has returned and seeing what it did; {@code opened} once and first, {@code ended} once and last. They return
 *       promptly and do not throw. Pings are answered, and are no messages.
 *   <li><b>Sizes</b> (FT-21 to FT-28): messages come whole, up to a limit of 1 MiB or more; what is larger ends the connection
 *       with {@link Cause#TOO_LARGE}, before it is held in memory.
 *   <li><b>Standing still</b> (FT-29 to FT-32): a slow listener holds up its own peer, and no other connection. Silence ends
 *       nothing.
 *   <li><b>Sending</b> (FT-33 to FT-42): texts leave in the order of the calls. A send never waits and never throws for anything
 *       the network does; a text that has not left in ten seconds, or a queue that is full, ends the connection with
 *       {@link Cause#LOST}.
 *   <li><b>Ends</b> (FT-43 to FT-57): every end is told once, as what it was, also one without a word.
 *   <li><b>Closing</b> (FT-58 to FT-67): {@link Connection#close} may be called at any time, by anybody and again, and leads to
 *       {@code ended} within five seconds even if the peer does nothing.
 *   <li><b>Leftovers</b> (FT-68 to FT-72): of a connection that has ended nothing is left: no thread, socket or buffer.
 *   <li><b>Discretion</b> (FT-73 to FT-75): the endpoint's query holds a listen key: it may not reach a log, an exception or an
 *       {@link Ending}.
 * </ul>
 *
 * <p>Each number is a rule with a reason and a test: see {@code docs/contract.md}.
 */
public interface FrameTransport {

    /**
     * Begins to open a connection. The caller owes a {@link Connection#close} unless {@link Listener#ended} came first.
     *
     * @param endpoint {@code ws} or {@code wss}, with the listen key in its query
     * @param listener hears of everything that happens
     */
    Connection open(URI endpoint, Listener listener);

    /** One connection, from the attempt to open it on. Its methods may be called by several threads at once. */
    interface Connection {

        /** Sends a text message. Does nothing before {@link Listener#opened} and after the end. */
        void send(String text);

        /** Ends the connection: a close frame, a short wait for the peer's, then the socket is cut. */
        void close();
    }

    /** Hears what happens on one connection. */
    interface Listener {

        /** The handshake succeeded: {@link Connection#send} works from now on. */
        void opened();

        /** A text message came. */
        void text(String message);

        /** A binary message came. The buffer is valid only during the call and may be read-only. */
        void binary(ByteBuffer message);

        /** The connection is over. No further calls to this listener will be made. */
        void ended(Ending ending);
    }

    /** Why a connection ended. */
    enum Cause {
        /** {@link Connection#close} was called. */
        CLOSED_BY_US,
        /** The peer sent a close frame. */
        CLOSED_BY_PEER,
        /** No connection was made: name not resolved, refused, TLS failed, or no handshake in time. */
        UNREACHABLE,
        /** The peer answered the handshake with something other than an upgrade. */
        REFUSED,
        /** The connection broke: reset, cut without a close frame, or a send that did not get through. */
        LOST,
        /** The peer broke the WebSocket protocol. */
        PROTOCOL_VIOLATION,
        /** A message was larger than the transport's limit. */
        TOO_LARGE
    }

    /**
     * How a connection ended.
     *
     * @param cause why
     * @param code the WebSocket close code with {@link Cause#CLOSED_BY_PEER}, the HTTP status with {@link Cause#REFUSED};
     *     empty otherwise, and when the peer gave none
     * @param detail what happened, in one line for people; carries no URL and no secret
     */
    record Ending(Cause cause, OptionalInt code, String detail) {}
}

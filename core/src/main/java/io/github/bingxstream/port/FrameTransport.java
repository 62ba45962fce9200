package io.github.bingxstream.port;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * Opens WebSocket connections and carries whole messages over them. It decides nothing: when to reconnect, what silence
 * means and what to answer are the caller's.
 *
 * <ul>
 *   <li><b>FT-1</b> The methods of one {@link Listener} are called one at a time, each after the one before has returned,
 *       with a happens-before edge between them. They return promptly and do not throw.
 *   <li><b>FT-2</b> {@link Listener#opened} is called at most once, before any message.
 *   <li><b>FT-3</b> {@link Listener#ended} is called exactly once, last, whatever happened: a refused handshake, a close by
 *       either side, a lost network. A connection that never opened reports {@code ended} alone.
 *   <li><b>FT-4</b> A fragmented message reaches the listener whole. A message beyond the transport's size limit ends the
 *       connection with {@link Cause#TOO_LARGE}, having used no more memory than the limit.
 *   <li><b>FT-5</b> {@link #open}, {@link Connection#send} and {@link Connection#close} return promptly and never throw for
 *       anything the network does; a loss is reported through the listener.
 *   <li><b>FT-6</b> {@link Connection#close} is idempotent, works at any time (also while the handshake is under way), and
 *       leads to {@code ended} within five seconds even if the peer does nothing.
 *   <li><b>FT-7</b> Texts are sent in the order of the calls, one at a time. A peer that does not read makes the connection
 *       end with {@link Cause#LOST} once a bounded queue is full or a send has taken ten seconds.
 *   <li><b>FT-8</b> The listener is never called on the stack of {@code open}, {@code send} or {@code close}.
 *   <li><b>FT-9</b> WebSocket pings are answered by the transport; they are not messages.
 *   <li><b>FT-10</b> The endpoint's query holds a listen key: it may not reach a log, an exception or {@link Ending}.
 *   <li><b>FT-11</b> Once {@code ended} has been called, no thread or socket of that connection is left.
 * </ul>
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

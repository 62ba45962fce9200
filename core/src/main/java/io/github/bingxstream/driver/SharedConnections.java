package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.Ticker;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.Turn;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The connections of all streams of one account: one, but for the overlap of a rotation.
 *
 * <p>A stream that wants to connect joins the newest connection of its key that it is not attached to already; only if there is
 * none, one is opened. A connection ends when the last stream leaves it, or when one of them gives it up: what made one distrust
 * it holds for all, so that all of them are told that it is lost, and announce it. What was refused to one is no such thing. When
 * one stream rotates, all do.
 *
 * <p>All that happens once in a while is done under one lock, this object's. Messages are passed on without it.
 */
final class SharedConnections {

    private final FrameTransport transport;
    private final URI endpoint;
    private final Ticker ticker;
    private final KeysInUse keysInUse;

    private Consumer<ListenKey> givenUp = key -> {};

    /** Those that have not ended, oldest first. */
    private final List<SharedConnection> connections = new ArrayList<>();

    SharedConnections(FrameTransport transport, URI endpoint, Ticker ticker, KeysInUse keysInUse) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.ticker = ticker;
        this.keysInUse = keysInUse;
    }

    Ticker ticker() {
        return ticker;
    }

    synchronized void attach(Attachment attachment, ListenKey key) {
        for (int i = connections.size() - 1; i >= 0; i--) {
            SharedConnection connection = connections.get(i);
            if (connection.key().equals(key) && !connection.serves(attachment.stream())) {
                connection.join(attachment);
                if (!connections.get(connections.size() - 1).key().equals(key)) {
                    // The others have gone on to another key while this one was on its way.
                    attachment.stream().tell(new SessionInput.Rotate());
                }
                return;
            }
        }
        SharedConnection connection = new SharedConnection(this, key, attachment.epoch());
        connections.add(connection);
        keysInUse.add(key);
        connection.join(attachment);
        try {
            // A listen key has unreserved characters only, so it needs no encoding.
            connection.connected(transport.open(URI.create(endpoint + "?listenKey=" + key.value()), connection));
        } catch (RuntimeException e) {
            threw(connection, e);
        }
    }

    /** FT-1 and FT-37 promise that this does not happen. The class says enough: the message may quote the URL. */
    void threw(SharedConnection connection, RuntimeException e) {
        over(
                connection,
                new SessionInput.ConnectionEnded(
                        0,
                        DisconnectReason.LOCAL_FAILURE,
                        "the transport threw " + e.getClass().getName(),
                        OptionalInt.empty()));
        connection.close();
    }

    /** A connection has ended, whoever ended it: all that are still attached are told. */
    synchronized void over(SharedConnection connection, SessionInput.ConnectionEnded ended) {
        if (connections.remove(connection)) {
            keysInUse.remove(connection.key());
            connection.over(ended);
        }
    }

    synchronized void subscribe(Attachment attachment, String id, Channel channel) {
        SharedConnection connection = attachment.connection();
        if (connection != null) {
            connection.subscribe(attachment, id, channel);
        }
    }

    synchronized void unsubscribe(Attachment attachment, String id, Channel channel) {
        SharedConnection connection = attachment.connection();
        if (connection != null) {
            connection.unsubscribe(attachment, id, channel);
        }
    }

    synchronized void send(Attachment attachment, String text) {
        SharedConnection connection = attachment.connection();
        if (connection != null) {
            connection.answer(text);
        }
    }

    /** A stream leaves a connection; the last one ends it. */
    synchronized void detach(Attachment attachment) {
        SharedConnection connection = attachment.connection();
        if (connection != null && connection.leave(attachment)) {
            end(connection);
        }
    }

    /** A stream does not trust a connection any more, or has none better: nobody else shall. */
    synchronized void giveUp(Attachment attachment) {
        SharedConnection connection = attachment.connection();
        if (connection != null) {
            boolean unused = connection.leave(attachment);
            end(connection);
            givenUp.accept(connection.key());
        }
    }

    /**
     * A connection did not answer one stream. Those whom it serves know that it lives, and silence and audits tell them when it
     * does not; if it serves nobody, the next one is not to wait for it in vain as well.
     */
    synchronized void doubt(Attachment attachment) {
        SharedConnection connection = attachment.connection();
        if (connection != null && connection.servesAnyBut(attachment)) {
            detach(attachment);
        } else {
            giveUp(attachment);
        }
    }

    /** A key is dead: what is connected with it delivers nothing more. */
    synchronized void giveUp(ListenKey key) {
        List.copyOf(connections).stream()
                .filter(connection -> connection.key().equals(key))
                .forEach(this::end);
        givenUp.accept(key);
    }

    /** Hears of keys whose connections were given up. */
    void onGivenUp(Consumer<ListenKey> hears) {
        givenUp = hears;
    }

    private void end(SharedConnection connection) {
        over(
                connection,
                new SessionInput.ConnectionEnded(
                        0,
                        DisconnectReason.GIVEN_UP,
                        "another stream of this account gave it up",
                        OptionalInt.empty()));
        connection.close();
    }

    /** A key was extended by a call that was asked for then. */
    synchronized void extended(ListenKey key, Now askedAt) {
        for (SharedConnection connection : connections) {
            if (connection.key().equals(key)) {
                connection.extended(askedAt);
            }
        }
    }

    /** Returns whether a stream is attached to a connection that is open. */
    synchronized boolean serve(Connections stream) {
        return connections.stream().anyMatch(connection -> connection.isOpen() && connection.serves(stream));
    }

    /** Returns the key of the newest connection, which may be on its way: a handshake takes up to twenty seconds. */
    synchronized Optional<ListenKey> livingKey() {
        return connections.stream().reduce((older, newer) -> newer).map(SharedConnection::key);
    }

    /** Returns whether there is a connection with a key, of a stream of this account. */
    synchronized boolean use(ListenKey key) {
        return connections.stream().anyMatch(connection -> connection.key().equals(key));
    }

    /**
     * Returns the key of the newest connection, if the stream is connected with older ones alone: another stream has replaced
     * it.
     */
    synchronized Optional<ListenKey> newerKey(Connections stream) {
        return connections.isEmpty()
                ? Optional.empty()
                : Optional.of(connections.get(connections.size() - 1))
                        .map(SharedConnection::key)
                        .filter(newest -> connections.stream()
                                .filter(connection -> connection.serves(stream))
                                .noneMatch(connection -> connection.key().equals(newest)));
    }

    /** A stream has got another key: the others are to take it, too, before the exchange lets theirs die. */
    synchronized void rotateAllBut(Connections stream, ListenKey to) {
        Set<Connections> others = new HashSet<>();
        for (SharedConnection connection : connections) {
            if (!connection.key().equals(to)) {
                others.addAll(connection.streams());
            }
        }
        others.remove(stream);
        for (Connections other : others) {
            other.tell(new SessionInput.Rotate());
            // The key is there and the connection will be: whoever joins takes nobody's turn to make one.
            other.tell(new SessionInput.TurnCame(Turn.CONNECTION));
        }
    }

    boolean isInUse(ListenKey key) {
        return keysInUse.contains(key);
    }
}

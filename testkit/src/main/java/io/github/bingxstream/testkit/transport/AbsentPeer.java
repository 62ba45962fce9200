package io.github.bingxstream.testkit.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * An address on which nobody listens, for as long as this is open. A port that was merely free a moment ago may be given to
 * anybody in between; this one belongs to a socket that neither listens nor connects, so that the system refuses whoever comes.
 */
public final class AbsentPeer implements AutoCloseable {

    /** Not the JDK's loopback address, which may be the one of IPv6. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Socket held;

    private AbsentPeer(Socket held) {
        this.held = held;
    }

    /** Takes a free port, and keeps it until it is closed. */
    public static AbsentPeer absent() {
        Socket held = new Socket();
        try {
            // With reuse, another socket might share the port and listen there.
            held.setReuseAddress(false);
            held.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0));
            return new AbsentPeer(held);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the port that refuses whoever comes. */
    public int port() {
        return held.getLocalPort();
    }

    URI endpoint(String rawQuery) {
        return URI.create("ws://127.0.0.1:" + port() + "/market?" + rawQuery);
    }

    URI resource(String rawPathAndQuery) {
        return URI.create("http://127.0.0.1:" + port() + rawPathAndQuery);
    }

    /** Gives the port back. */
    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

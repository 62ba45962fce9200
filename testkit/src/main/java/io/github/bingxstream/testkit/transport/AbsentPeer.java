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
final class AbsentPeer implements AutoCloseable {

    private final Socket held;

    private AbsentPeer(Socket held) {
        this.held = held;
    }

    static AbsentPeer absent() {
        Socket held = new Socket();
        try {
            // With reuse, another socket might share the port and listen there.
            held.setReuseAddress(false);
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new AbsentPeer(held);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return held.getLocalPort();
    }

    URI endpoint(String rawQuery) {
        return URI.create("ws://127.0.0.1:" + port() + "/market?" + rawQuery);
    }

    URI resource(String rawPathAndQuery) {
        return URI.create("http://127.0.0.1:" + port() + rawPathAndQuery);
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

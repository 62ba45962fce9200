package io.github.bingxstream.testkit.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A server whose queue of connections to accept is full, so that whoever connects hears nothing, as from behind a firewall
 * that drops packets. Where the system refuses instead, nobody is the worse for it.
 */
final class FullPeer implements AutoCloseable {

    private static final int WAIT_MILLIS = 300;

    /** Systems round the queue up. */
    private static final int QUEUED_MAX = 50;

    private final ServerSocket server;
    private final List<Socket> queued = new ArrayList<>();

    private FullPeer(ServerSocket server) {
        this.server = server;
    }

    static FullPeer listening() {
        try {
            FullPeer peer = new FullPeer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            while (peer.queued.size() < QUEUED_MAX && peer.takesAnother()) {}
            return peer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean takesAnother() throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), WAIT_MILLIS);
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    URI endpoint(String rawQuery) {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/market?" + rawQuery);
    }

    URI resource(String rawPathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + rawPathAndQuery);
    }

    @Override
    public void close() {
        try {
            for (Socket socket : queued) {
                socket.close();
            }
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

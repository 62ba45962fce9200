package io.github.bingxstream.testkit.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A server on a port of its own that does nothing by itself: it has no thread, and whatever happens on the wire, a test does
 * it, in the order in which it says so. Not reading, not answering and not accepting need no code at all.
 *
 * <pre>{@code
 * connection = transport.open(peer.endpoint("listenKey=abc"), listener);
 * Visitor visitor = peer.next();
 * visitor.acceptHandshake();
 * visitor.text("hello");
 * visitor.reset();
 * }</pre>
 *
 * <p>The caller owes a {@link #close()}, which also closes every visitor.
 */
public final class ScriptedPeer implements AutoCloseable {

    /** Long enough for a busy machine; nothing that works comes near it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Small, so that a peer that does not read is noticed after kilobytes and not megabytes. */
    private static final int RECEIVE_BYTES = 16 * 1024;

    /** How many may connect before a test looks at them. */
    private static final int BACKLOG = 100;

    private final ServerSocket server;
    private final List<Visitor> visitors = new CopyOnWriteArrayList<>();

    private final String security;
    private final Duration patience;

    private ScriptedPeer(ServerSocket server, String security, Duration patience) {
        this.server = server;
        this.security = security;
        this.patience = patience;
    }

    /** Returns a peer that listens on the loopback address. */
    public static ScriptedPeer listening() {
        return listening(PATIENCE);
    }

    /** Returns a peer that waits so long for whatever its visitors are to do, where it is known that some never do it. */
    static ScriptedPeer listening(Duration patience) {
        try {
            return listening(new ServerSocket(), "", patience);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns a peer that listens on the loopback address and speaks TLS. */
    public static ScriptedPeer listeningWithTls(SSLContext identity) {
        try {
            return listening(identity.getServerSocketFactory().createServerSocket(), "s", PATIENCE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns a peer that speaks TLS, and only with those who show a certificate that it trusts. */
    public static ScriptedPeer listeningWithTlsForClients(SSLContext identity) {
        try {
            ServerSocket server = identity.getServerSocketFactory().createServerSocket();
            ((SSLServerSocket) server).setNeedClientAuth(true);
            return listening(server, "s", PATIENCE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ScriptedPeer listening(ServerSocket server, String security, Duration patience) throws IOException {
        server.setReceiveBufferSize(RECEIVE_BYTES);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        return new ScriptedPeer(server, security, patience);
    }

    /** Returns the address of a stream here, with the given query. */
    public URI endpoint(String rawQuery) {
        return URI.create("ws" + security + "://127.0.0.1:" + server.getLocalPort() + "/market?" + rawQuery);
    }

    /** Returns the address of a resource here; {@code rawPathAndQuery} begins with a slash. */
    public URI resource(String rawPathAndQuery) {
        return URI.create("http" + security + "://127.0.0.1:" + server.getLocalPort() + rawPathAndQuery);
    }

    /** Returns whoever connects next, having read the head of what they ask for. */
    public Visitor next() {
        try {
            server.setSoTimeout((int) patience.toMillis());
            Socket socket = server.accept();
            socket.setSoTimeout((int) patience.toMillis());
            socket.setTcpNoDelay(true);
            Visitor visitor = new Visitor(socket);
            visitors.add(visitor);
            try {
                visitor.readHead();
            } catch (IOException brokenOff) {
                // As servers do after a TLS handshake that failed; some clients take the alert alone for nothing.
                visitor.close();
                throw brokenOff;
            }
            return visitor;
        } catch (SocketTimeoutException nobody) {
            throw new AssertionError("nobody connected within " + patience.toSeconds() + " s", nobody);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Answers whoever connects next as a server does that was sent no HTTP, and hangs up. */
    void nextAnswersPlainly() {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getInputStream().read();
            socket.getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Tells whether somebody has connected, whom no {@link #next} has returned. It connects itself: whoever came before is
     * accepted before.
     */
    public boolean isVisited() {
        try (Socket fence = new Socket(server.getInetAddress(), server.getLocalPort())) {
            server.setSoTimeout((int) patience.toMillis());
            try (Socket first = server.accept()) {
                return first.getPort() != fence.getLocalPort();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Tells whether somebody connects within a while: to notice early what would be noticed later in any case. */
    boolean isVisitedWithin(Duration time) {
        try {
            server.setSoTimeout((int) time.toMillis());
            visitors.add(new Visitor(server.accept()));
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Closes our end of a visitor's connection, and keeps nothing of it. */
    void forget(Visitor visitor) {
        visitor.close();
        visitors.remove(visitor);
    }

    /** Lets nobody connect any more, from now on; who has come stays. */
    void listenNoMore() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean isClosed() {
        return server.isClosed();
    }

    @Override
    public void close() {
        try {
            listenNoMore();
        } finally {
            visitors.forEach(Visitor::close);
        }
    }
}

package io.github.bingxstream.testkit.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The one port: a thread per connection reads HTTP, and hands the socket on when it becomes a stream. */
final class LoopbackServer {
    private static final String STREAM_PATH = "/market";
    private static final int BACKLOG = 256;
    /** Not the JDK's loopback address, which may be the one of IPv6. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Binds the port, so that the first client can come even before {@link #open}. */
    LoopbackServer(int port) {
        try {
            server = new ServerSocket(port, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the sandbox", e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void open(Crew crew, RestApi rest, StreamHub hub) {
        crew.start("accept", () -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    crew.start("connection", () -> serve(socket, rest, hub));
                } catch (IOException closed) {
                    // Either we are closing, or this one client is gone already.
                }
            }
        });
    }

    void close() {
        close(server);
        sockets.forEach(LoopbackServer::close);
    }

    private void serve(Socket socket, RestApi rest, StreamHub hub) {
        try {
            if (server.isClosed()) {
                return;
            }
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            HttpRequestReader requests = new HttpRequestReader(in);
            String address = socket.getInetAddress().getHostAddress();
            for (HttpRequest request = requests.next(); request != null; request = requests.next()) {
                if (request.wantsWebSocket() && request.path().equals(STREAM_PATH)) {
                    hub.welcome(request, socket, in);
                    return;
                }
                socket.getOutputStream().write(rest.answer(request, address).bytes());
                if (!request.keepsAlive()) {
                    return;
                }
            }
        } catch (IOException | RefusedException gone) {
            // The client left or spoke no HTTP: there is nobody to answer.
        } finally {
            sockets.remove(socket);
            close(socket);
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Closing twice or too late is fine.
        }
    }
}

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
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The one port: a thread per connection reads HTTP, and hands the socket on when it becomes a stream. */
final class LoopbackServer {
    private static final String STREAM_PATH = "/market";
    private static final int BACKLOG = 256;
    /** Not the JDK's loopback address, which may be the one of IPv6. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket server;
    private final @Nullable SSLContext tls;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Binds the port, so that the first client can come even before {@link #open}. */
    LoopbackServer(int port, @Nullable SSLContext tls) {
        this.tls = tls;
        try {
            server = new ServerSocket(port, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the sandbox", e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** {@code http} or {@code ws}, with an {@code s} if it speaks TLS, up to the port. */
    String url(String scheme) {
        return scheme + (tls == null ? "" : "s") + "://127.0.0.1:" + server.getLocalPort();
    }

    void open(Crew crew, Answers answers, AdminApi admin, RestApi rest, StreamHub hub) {
        crew.start("accept", () -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    crew.start("connection", () -> serve(socket, answers, admin, rest, hub));
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

    private void serve(Socket socket, Answers answers, AdminApi admin, RestApi rest, StreamHub hub) {
        try {
            if (server.isClosed()) {
                return;
            }
            Line line = Line.over(socket, tls);
            InputStream in = new BufferedInputStream(line.in());
            HttpRequestReader requests = new HttpRequestReader(in);
            for (HttpRequest request = requests.next(); request != null; request = requests.next()) {
                if (request.wantsWebSocket() && request.path().equals(STREAM_PATH)) {
                    hub.welcome(request, line, in, answers);
                    return;
                }
                if (!answer(request, line, answers, admin, rest) || !request.keepsAlive()) {
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

    private static boolean answer(HttpRequest asked, Line line, Answers answers, AdminApi admin, RestApi rest)
            throws IOException {
        if (admin.isMeant(asked)) {
            line.out().write(admin.answer(asked).bytes());
            return true;
        }
        return answers.give(rest.sort(asked), line, () -> rest.answer(asked, line.address()));
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Closing twice or too late is fine.
        }
    }
}

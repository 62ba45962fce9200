package io.github.bingxstream.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small HTTP proxy on loopback: makes tunnels for {@code CONNECT}, passes on plain {@code http} that asks for an absolute URL, and
 * writes down what it was asked. It can demand credentials, and behave badly.
 *
 * <pre>{@code
 * try (ConnectProxy proxy = ConnectProxy.demanding("user", "password")) {
 *     … HttpProxy.at(proxy.host(), proxy.port()).withCredentials("user", "password") …
 *     assertThat(proxy.tunnels()).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>Two threads a connection, which end with it or with {@link #close()}. For several threads at once.
 */
public final class ConnectProxy implements AutoCloseable {

    /** What the proxy does with who asks. */
    public enum Manner {
        /** What it is asked. */
        PASSES,
        /** Answers with status 502. */
        REFUSES,
        /** Cuts the connection in place of an answer. */
        CUTS,
        /** Says nothing for ever. */
        STALLS
    }

    private static final int BACKLOG = 100;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket server;
    private final String credentials;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<ProxyRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Manner manner;
    private volatile boolean closed;

    private ConnectProxy(Manner manner, String credentials) {
        this.manner = manner;
        this.credentials = credentials;
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        start(this::accept, "connect-proxy");
    }

    /** Returns a proxy that passes on whatever it is asked. */
    public static ConnectProxy open() {
        return behaving(Manner.PASSES);
    }

    /** Returns a proxy that behaves so from the beginning. */
    public static ConnectProxy behaving(Manner manner) {
        return new ConnectProxy(manner, "");
    }

    /** Returns a proxy that passes on what comes with these credentials (Basic, UTF-8), and answers all else with 407. */
    public static ConnectProxy demanding(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new ConnectProxy(Manner.PASSES, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Changes what is done from the next request on. */
    public void behave(Manner now) {
        manner = now;
    }

    /** Returns the address it listens on. */
    public String host() {
        return "127.0.0.1";
    }

    /** Returns the port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Returns every request so far, refused ones too, in the order in which they came. */
    public List<ProxyRequest> requests() {
        return List.copyOf(requests);
    }

    /** Returns how many tunnels it has made. */
    public int tunnels() {
        return (int) requests.stream()
                .filter(request -> request.isTunnel() && request.isPassed())
                .count();
    }

    /** Cuts everything. */
    @Override
    public void close() {
        closed = true;
        Bytes.close(server);
        sockets.forEach(Bytes::close);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = keep(server.accept());
                start(() -> serve(client), "connect-proxy-client");
            } catch (IOException gone) {
                // We are closing, or this one client is gone already.
            }
        }
    }

    private void serve(Socket client) {
        try {
            ProxyRequest request = ProxyRequest.of(Bytes.head(client.getInputStream()));
            Manner now = manner;
            boolean isWelcome = credentials.isEmpty()
                    || request.header("proxy-authorization").equals(credentials);
            boolean isPassed = now == Manner.PASSES && isWelcome;
            requests.add(request.passed(isPassed));
            if (now == Manner.STALLS) {
                return;
            }
            if (now == Manner.CUTS) {
                forget(client);
            } else if (now == Manner.REFUSES) {
                refuse(client, "502 Bad Gateway", "");
            } else if (!isWelcome) {
                refuse(client, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"test\"\r\n");
            } else {
                pass(client, request);
            }
        } catch (IOException gone) {
            forget(client);
        }
    }

    private void refuse(Socket client, String status, String headers) throws IOException {
        Bytes.write(client, "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n");
        forget(client);
    }

    private void pass(Socket client, ProxyRequest request) throws IOException {
        Socket target;
        try {
            target = keep(new Socket(request.targetHost(), request.targetPort()));
        } catch (IOException unreachable) {
            refuse(client, "502 Bad Gateway", "");
            return;
        }
        if (request.isTunnel()) {
            Bytes.write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        } else {
            Bytes.write(target, request.forTarget());
        }
        start(() -> carry(target, client), "connect-proxy-back");
        carry(client, target);
    }

    /** Until one side ends; what the other still has to say, it may. */
    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException cut) {
            forget(from);
            forget(to);
        }
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        if (closed) {
            Bytes.close(socket);
        }
        return socket;
    }

    private void forget(Socket socket) {
        sockets.remove(socket);
        Bytes.close(socket);
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}

package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.support.Failures;
import io.github.bingxstream.port.support.HttpProxy;
import io.github.bingxstream.port.support.TransportSettings;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * TLS and proxies on a plain socket and a thread for each attempt: the simplest thing that keeps their rules, and what the
 * witnesses break. Its overridable methods are the places where they do.
 */
class PlainWay implements FrameTransport, HttpTransport {

    final TransportSettings settings;

    PlainWay(TransportSettings settings) {
        this.settings = settings;
    }

    TransportPair pair() {
        return new TransportPair(this, this, () -> {});
    }

    @Override
    public Connection open(URI endpoint, Listener listener) {
        begin(() -> listener.ended(stream(endpoint, listener)));
        return new Connection() {
            @Override
            public void send(String text) {}

            @Override
            public void close() {}
        };
    }

    private Ending stream(URI endpoint, Listener listener) {
        boolean opened = false;
        try (Socket socket = connect(endpoint)) {
            say(
                    socket,
                    "GET " + target(endpoint) + " HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Key: x\r\n"
                            + alsoForTheExchange());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            if (PlainHttpTransport.status(PlainHttpTransport.head(in)) != 101) {
                throw new IOException("no upgrade");
            }
            opened = true;
            listener.opened();
            for (WireFrame frame = WireFrame.read(in); frame.opcode() != WireFrame.CLOSE; frame = WireFrame.read(in)) {
                listener.text(new String(frame.payload(), StandardCharsets.UTF_8));
            }
            // A TLS socket that is closed waits so long for the last word of the peer, which says none.
            socket.setSoTimeout(1);
            return new Ending(Cause.CLOSED_BY_PEER, OptionalInt.of(1000), "closed");
        } catch (IOException failure) {
            return ending(opened ? Cause.LOST : Cause.UNREACHABLE, describe(endpoint, failure), failure);
        }
    }

    @Override
    public CompletionStage<Response> send(Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        begin(() -> {
            try (Socket socket = connect(request.uri())) {
                say(socket, "GET " + target(request.uri()) + " HTTP/1.1\r\nHost: x\r\n" + alsoForTheExchange());
                String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                DataInputStream in =
                        new DataInputStream(new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)));
                int status = PlainHttpTransport.status(PlainHttpTransport.head(in));
                answer.complete(new Response(status, Map.of(), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException failure) {
                fail(answer, request, failure);
            }
        });
        return answer;
    }

    private Socket connect(URI uri) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(timeoutMillis());
            reach(socket, uri);
            return isSecure(uri) ? secure(socket, uri) : socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    // ------------------------------------------------------------------------------------------- where witnesses break
    // it

    int timeoutMillis() {
        return connectMillis();
    }

    boolean isSecure(URI uri) {
        return List.of("wss", "https").contains(uri.getScheme());
    }

    SSLContext context() {
        return settings.tls();
    }

    Socket secure(Socket socket, URI uri) throws IOException {
        SSLSocket tls =
                (SSLSocket) context().getSocketFactory().createSocket(socket, uri.getHost(), uri.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        if (checksHost()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    boolean checksHost() {
        return true;
    }

    /** Always by a tunnel, with TLS and without. */
    void reach(Socket socket, URI uri) throws IOException {
        if (settings.proxy().isEmpty()) {
            straight(socket, uri);
            return;
        }
        HttpProxy proxy = settings.proxy().get();
        try {
            socket.connect(new InetSocketAddress(proxy.host(), proxy.port()), connectMillis());
        } catch (ConnectException | UnknownHostException absent) {
            throw new IOException(proxy.unreachable());
        }
        String authority = uri.getHost() + ":" + uri.getPort();
        say(socket, "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n" + forTheProxy(proxy, uri));
        int status = PlainHttpTransport.status(PlainHttpTransport.head(new DataInputStream(socket.getInputStream())));
        if (status != 200) {
            throw new TunnelException(status, proxy.refused(status));
        }
    }

    final void straight(Socket socket, URI uri) throws IOException {
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), connectMillis());
    }

    private int connectMillis() {
        return (int) settings.connectTimeout().toMillis();
    }

    String forTheProxy(HttpProxy proxy, URI uri) {
        return proxy.authorization()
                .map(value -> "Proxy-Authorization: " + value + "\r\n")
                .orElse("");
    }

    /** What the proxy wants to be shown, which a few witnesses show to others. */
    final String authorization() {
        return settings.proxy().flatMap(HttpProxy::authorization).orElse("");
    }

    String alsoForTheExchange() {
        return "";
    }

    String describe(URI uri, IOException failure) {
        return Failures.describe(failure) + " "
                + (failure instanceof TunnelException || isOurs(failure) ? failure.getMessage() : "");
    }

    private static boolean isOurs(IOException failure) {
        return String.valueOf(failure.getMessage()).startsWith("the proxy ");
    }

    Ending ending(Cause cause, String detail, IOException failure) {
        return new Ending(cause, OptionalInt.empty(), detail);
    }

    void fail(CompletableFuture<Response> answer, Request request, IOException failure) {
        answer.completeExceptionally(new IOException(describe(request.uri(), failure)));
    }

    /** The proxy made no tunnel. */
    static final class TunnelException extends IOException {
        private static final long serialVersionUID = 1L;

        final int status;

        TunnelException(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    private static String target(URI uri) {
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static void say(Socket socket, String head) throws IOException {
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void begin(Runnable task) {
        Thread thread = new Thread(task, "plain-way");
        thread.setDaemon(true);
        thread.start();
    }
}

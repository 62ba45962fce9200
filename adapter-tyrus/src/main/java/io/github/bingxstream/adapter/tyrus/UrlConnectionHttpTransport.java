package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.TransportSettings;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests with {@link HttpURLConnection}. Failures are exceptions of our own, without message or cause of its: those
 * quote the URL, which is a secret.
 */
final class UrlConnectionHttpTransport implements HttpTransport {

    private final Threads threads;
    private final SSLSocketFactory tls;
    private final TlsSockets sharedSockets;
    private final TransportSettings settings;
    private final WayOut way;
    private final Set<Runnable> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    UrlConnectionHttpTransport(Threads threads, TransportSettings settings) {
        this.threads = threads;
        this.tls = settings.tls().getSocketFactory();
        this.sharedSockets = TlsSockets.shared(tls, settings.proxy());
        this.settings = settings;
        this.way = new WayOut(settings.proxy());
    }

    @Override
    public CompletionStage<Response> send(Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        AtomicReference<@Nullable HttpURLConnection> connection = new AtomicReference<>();
        Runnable fail = () -> answer.completeExceptionally(new IOException("no answer: the transport is closed"));
        pending.add(fail);
        // Its own timeouts are for one read, so that a peer that drips would never be given up (HT-18).
        OffStack.Deadline deadline = threads.offStack()
                .later(
                        request.timeout(),
                        () -> answer.completeExceptionally(new InterruptedIOException(
                                "no answer within " + request.timeout().toMillis() + " ms")));
        CompletionStage<Response> promised = answer;
        promised.whenComplete((response, failure) -> {
            pending.remove(fail);
            deadline.cancel();
            HttpURLConnection open = connection.get();
            if (open != null && failure != null) {
                threads.offStack().run(open::disconnect);
            }
        });
        try {
            threads.blocking().execute(() -> exchange(request, connection, answer));
        } catch (RejectedExecutionException shutDown) {
            fail.run();
        }
        if (closed) {
            fail.run();
        }
        return promised;
    }

    /** Fails whatever is under way. */
    void close() {
        closed = true;
        pending.forEach(Runnable::run);
    }

    private void exchange(
            Request request,
            AtomicReference<@Nullable HttpURLConnection> connection,
            CompletableFuture<Response> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            HttpURLConnection http = prepare(request);
            connection.set(http);
            if (answer.isDone()) {
                // Given up while it connected, when there was nothing yet that could be disconnected.
                http.disconnect();
                return;
            }
            Response response = read(http);
            threads.offStack().run(() -> answer.complete(response));
        } catch (IOException | RuntimeException failure) {
            IOException noAnswer = new IOException("no answer: " + way.describe(failure));
            threads.offStack().run(() -> answer.completeExceptionally(noAnswer));
        }
    }

    private HttpURLConnection prepare(Request request) throws IOException {
        URLConnection connection = way.open(request.uri());
        if (!(connection instanceof HttpURLConnection http)) {
            throw new IOException("neither http nor https");
        }
        if (http instanceof HttpsURLConnection https) {
            tell(https, request.method());
        }
        int millis = wholeMillis(request.timeout());
        http.setConnectTimeout(millis);
        http.setReadTimeout(millis);
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setRequestMethod(request.method().name());
        request.headers().forEach(http::setRequestProperty);
        if (request.method() == Method.POST || request.method() == Method.PUT) {
            // Says that the body is empty, which servers want to hear of these two.
            http.setDoOutput(true);
            http.getOutputStream().close();
        }
        return http;
    }

    /** What may change something is not repeated (HT-16); repeating a GET does no harm, and keeping its connection saves time. */
    private void tell(HttpsURLConnection https, Method method) {
        if (method != Method.GET) {
            https.setSSLSocketFactory(TlsSockets.once(tls, settings.proxy()));
            https.setRequestProperty("Connection", "close");
        } else {
            // Without a proxy of ours the JVM's ProxySelector may know one, and HttpsURLConnection makes the tunnel.
            https.setSSLSocketFactory(sharedSockets);
        }
    }

    private Response read(HttpURLConnection http) throws IOException {
        int status = http.getResponseCode();
        if (status < 0) {
            throw new IOException("not HTTP");
        }
        way.requireExchanges(status);
        // An answer of 400 and above has its body elsewhere; asking for it here would throw the URL.
        InputStream stream = status >= 400 ? http.getErrorStream() : http.getInputStream();
        byte[] body = stream == null ? new byte[0] : body(stream);
        // A connection cut within a body looks like its end.
        if (http.getContentLengthLong() > body.length && mayHaveBody(status)) {
            throw new EOFException("cut within the body");
        }
        // UTF-8 whatever the content type says (HT-9).
        return new Response(status, lowerCase(http.getHeaderFields()), new String(body, StandardCharsets.UTF_8));
    }

    /** The others may announce the length of a body that they do not have. */
    private static boolean mayHaveBody(int status) {
        return status != HttpURLConnection.HTTP_NO_CONTENT && status != HttpURLConnection.HTTP_NOT_MODIFIED;
    }

    private byte[] body(InputStream stream) throws IOException {
        try (stream) {
            byte[] bytes = stream.readNBytes(settings.bodyBytesMax());
            if (stream.read() >= 0) {
                throw new IOException("the body is larger than " + settings.bodyBytesMax() + " bytes");
            }
            return bytes;
        }
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> {
            // The status line stands among them, without a name.
            if (name != null) {
                lower.put(name.toLowerCase(Locale.ROOT), values);
            }
        });
        return lower;
    }

    private static int wholeMillis(Duration timeout) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    }
}

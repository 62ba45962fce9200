package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.TransportSettings;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Both transports over one {@link HttpClient}. One of these serves any number of streams; a client for each would cost
 * three threads and half a megabyte a stream.
 *
 * <p>Threads of its own, all daemons: {@code bingx-jdk-1} to {@code -4}, which go when idle, and {@code bingx-jdk-timer}.
 * The client has one more, its selector. Everything the SDK is told comes on the executor.
 *
 * <p>What {@code java.net.http} decides by itself, and no API changes:
 *
 * <ul>
 *   <li>It misses that a peer has gone without a close frame if that happens while the frame before is being delivered: inside,
 *       an {@code InternalError} is thrown at nobody, and nothing is read any more (JDK 17 to 25). Only silence tells then;
 *       {@code close} still works.
 *   <li>It repeats a GET, and no other method, whose connection is cut before an answer.
 *   <li>It shows no credentials to a proxy for a tunnel unless the JVM was started with
 *       {@code -Djdk.http.auth.tunneling.disabledSchemes=}; {@link #create(TransportSettings)} says so.
 *   <li>It cannot stop a handshake: a connection closed meanwhile ends when the handshake does.
 *   <li>It logs URIs, secrets included, once somebody sets the system property {@code jdk.httpclient.HttpClient.log}: leave that
 *       unset. What it logs unasked, at levels below INFO, is silenced in {@code java.util.logging}; a {@code LoggerFinder} of
 *       your own has to drop {@code jdk.internal.httpclient} itself.
 * </ul>
 *
 * <p>The caller owes a {@link #close()}.
 */
public final class JdkTransport implements AutoCloseable {

    private final JdkFrameTransport frames;
    private final JdkHttpTransport http;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    private JdkTransport(HttpClient client, OffStack offStack, TransportSettings settings, Runnable release) {
        ClientLog.silence();
        this.frames = new JdkFrameTransport(client, offStack, settings);
        this.http = new JdkHttpTransport(client, offStack, settings);
        this.release = release;
    }

    /** Returns a transport with a client and threads of its own and {@linkplain TransportSettings#defaults() default settings}. */
    public static JdkTransport create() {
        return create(TransportSettings.defaults());
    }

    /**
     * Returns a transport with a client and threads of its own.
     *
     * @throws IllegalStateException if the proxy needs credentials and this JVM would not show them: it has to be started with
     *     {@code -Djdk.http.auth.tunneling.disabledSchemes=}
     */
    public static JdkTransport create(TransportSettings settings) {
        settings.proxy().ifPresent(TunnelCredentials::requireShown);
        ExecutorService executor = Threads.ownExecutor();
        ScheduledExecutorService timer = Threads.ownTimer();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(executor)
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(settings.tls())
                .followRedirects(HttpClient.Redirect.NEVER);
        new WayOut(settings.proxy()).lead(builder);
        HttpClient client = builder.build();
        return new JdkTransport(client, new OffStack(executor, timer), settings, () -> {
            ClientShutdown.now(client);
            executor.shutdown();
            timer.shutdownNow();
        });
    }

    /**
     * Returns a transport over the caller's client and timer, which stay the caller's and must outlive it. TLS and proxy are
     * the client's as well: those of the settings are not looked at, and may not be a proxy.
     *
     * @param client built with an executor, on which everything will run, and not told to follow redirects
     * @param timer for deadlines; its threads are never held
     * @throws IllegalArgumentException if the client has no executor or follows redirects, or if the settings have a proxy
     */
    public static JdkTransport using(HttpClient client, ScheduledExecutorService timer, TransportSettings settings) {
        Objects.requireNonNull(timer, "timer");
        Executor executor = client.executor()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the client needs an executor: without one, callbacks come on a pool the whole JVM shares"));
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "the client may not follow redirects: they would carry the signature away");
        }
        if (settings.proxy().isPresent()) {
            throw new IllegalArgumentException("the proxy is the client's affair: give it to HttpClient.Builder");
        }
        return new JdkTransport(client, new OffStack(executor, timer), settings, () -> {});
    }

    /** Returns the transport for streams. */
    public FrameTransport frames() {
        return frames;
    }

    /** Returns the transport for requests. */
    public HttpTransport http() {
        return http;
    }

    /**
     * Cuts every connection, without close frames, fails every request, and lets go of what this transport made. Returns at
     * once and may be called again. Listeners still hear {@code ended}, after which the executor's threads end. The client's
     * selector ends at once on JDK 21 and newer; on 17 a client cannot be shut down, so it ends a few seconds after this
     * transport has been garbage collected.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            frames.close();
            http.close();
            release.run();
        }
    }
}

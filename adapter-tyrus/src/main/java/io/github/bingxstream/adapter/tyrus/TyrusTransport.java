package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.TransportSettings;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Streams over Tyrus and requests over {@code HttpURLConnection}. One of these serves any number of streams.
 *
 * <p>Threads of its own, all daemons: {@code bingx-tyrus-1} and {@code -2}, {@code bingx-tyrus-io-1} to {@code -8}, which all
 * go when idle, and {@code bingx-tyrus-timer}. Tyrus reads and writes on one pool for the whole JVM, which ends a second after
 * the last connection; messages come on its threads, the rest on ours.
 *
 * <p>What Tyrus cannot do, and no guard here mends (what a guard mends stands in {@code Guard}):
 *
 * <ul>
 *   <li>It cannot cut a socket whose peer has stopped reading: {@code ended} comes in time, but the socket stays until the peer
 *       or the network gives up (FT-69).
 *   <li>Nor can it close the socket of a TLS handshake that has failed, which stays until the peer hangs up
 *       (<a href="https://github.com/eclipse-ee4j/tyrus/issues/691">tyrus#691</a>).
 *   <li>It notices that a peer cut the connection during the handshake only when the connect timeout is over.
 *   <li>{@code HttpURLConnection} repeats a request once if the connection is cut before an answer: over TLS only a GET, without
 *       TLS any; the exchange's four methods bear it.
 * </ul>
 *
 * <p>The caller owes a {@link #close()}.
 */
public final class TyrusTransport implements AutoCloseable {

    private final TyrusFrameTransport frames;
    private final UrlConnectionHttpTransport http;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    private TyrusTransport(Threads threads, TransportSettings settings, Runnable release) {
        LibraryLog.silence();
        this.frames = new TyrusFrameTransport(threads, settings);
        this.http = new UrlConnectionHttpTransport(threads, settings);
        this.release = release;
    }

    /** Returns a transport with threads of its own and {@linkplain TransportSettings#defaults() default settings}. */
    public static TyrusTransport create() {
        return create(TransportSettings.defaults());
    }

    /** Returns a transport with threads of its own. */
    public static TyrusTransport create(TransportSettings settings) {
        ExecutorService executor = Threads.ownExecutor();
        ExecutorService blocking = Threads.ownBlocking();
        ScheduledExecutorService timer = Threads.ownTimer();
        return new TyrusTransport(new Threads(new OffStack(executor, timer), blocking), settings, () -> {
            blocking.shutdownNow();
            executor.shutdown();
            timer.shutdownNow();
        });
    }

    /**
     * Returns a transport on the caller's threads, which stay the caller's and must outlive it.
     *
     * @param executor calls listeners and completes stages; never blocked
     * @param blocking opens connections and makes requests; each holds a thread until it is over. It may not be the same pool
     *     as the executor unless that one never runs out of threads
     * @param timer for deadlines; its threads are never held
     */
    public static TyrusTransport using(
            Executor executor, Executor blocking, ScheduledExecutorService timer, TransportSettings settings) {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(blocking, "blocking");
        Objects.requireNonNull(timer, "timer");
        return new TyrusTransport(new Threads(new OffStack(executor, timer), blocking), settings, () -> {});
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
     * Ends every connection, fails every request, and lets go of what this transport made. Returns at once and may be called
     * again. Listeners still hear {@code ended}; then the threads end.
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

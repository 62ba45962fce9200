package io.github.bingxstream.examples.netty;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.support.OffStack;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Carries any number of connections on one event loop, and resolves names beside it. The caller owes a {@link #close()}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What becomes of it, the listeners hear.
public final class NettyFrameTransport implements FrameTransport, AutoCloseable {

    private final SSLContext tls;
    private final Limits limits;
    private final EventLoop loop;
    private final ExecutorService resolver;

    /**
     * Returns a transport with threads of its own, made by {@code threads}: one that carries the connections, and up to four
     * while names are resolved.
     *
     * @param tls says whom to trust; the host's name is checked in any case
     */
    public NettyFrameTransport(SSLContext tls, ThreadFactory threads, Limits limits) {
        this.tls = tls;
        this.limits = limits;
        this.loop = new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory());
        // Four names at a time: leaves room beside a name server that does not answer.
        this.resolver = Executors.newFixedThreadPool(4, threads);
    }

    /**
     * @throws IllegalArgumentException if the endpoint is neither {@code ws} nor {@code wss}, or names no host
     * @throws IllegalStateException if the transport is closed
     */
    @Override
    public synchronized Connection open(URI endpoint, Listener listener) {
        boolean secure = "wss".equals(endpoint.getScheme());
        if (endpoint.getHost() == null || !(secure || "ws".equals(endpoint.getScheme()))) {
            // Without quoting it: there is a key in it (FT-10).
            throw new IllegalArgumentException("the endpoint is not ws or wss with a host");
        }
        if (loop.isShuttingDown()) {
            throw new IllegalStateException("the transport is closed");
        }
        try {
            NettyConnection connection = new NettyConnection(endpoint, listener, limits, new OffStack(loop, loop));
            connection.start(loop, secure ? tls : null, resolver);
            return connection;
        } catch (ChannelException noSocketLeft) {
            return stillborn(listener);
        }
    }

    /** That the system has no socket left may pass: the listener hears of it as of any other failure (FT-5). */
    private Connection stillborn(Listener listener) {
        loop.execute(() -> listener.ended(new Ending(Cause.UNREACHABLE, OptionalInt.empty(), "no socket is left")));
        return new Connection() {
            @Override
            public void send(String text) {}

            @Override
            public void close() {}
        };
    }

    /**
     * Cuts every connection, whose listeners still hear {@code ended}, and lets the threads end. Returns at once, and may be
     * called again.
     */
    @Override
    public synchronized void close() {
        resolver.shutdown();
        // The loop cuts what it carries. Without some quiet it would end before it has seen what was opened just now.
        loop.shutdownGracefully(100, 1_000, TimeUnit.MILLISECONDS);
    }

    /**
     * How long to wait, and how much to hold.
     *
     * @param connect for name, TCP, TLS and upgrade together
     * @param send for one text to leave; ten seconds at most, as the port promises
     * @param closeGrace for the peer to answer our close frame; a second and a half at most, since TLS may take three more to say
     *     goodbye, and the port promises an end within five
     * @param messageBytesMax the largest message, a text counted as UTF-8
     * @param textsMax how many texts may wait for one that is being sent
     */
    public record Limits(Duration connect, Duration send, Duration closeGrace, int messageBytesMax, int textsMax) {

        /** Returns limits for account streams, whose messages have some hundred bytes and are answered in a few round trips. */
        public static Limits defaults() {
            return new Limits(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(1), 1 << 20, 256);
        }
    }
}

package io.github.bingxstream.examples.netty;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.TransportSettings;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Carries any number of connections on one event loop; names are resolved and listeners called beside it. The caller owes a
 * {@link #close()}.
 *
 * <p>It honours no proxy: neither that of the settings, which it refuses, nor the JVM's {@link java.net.ProxySelector}, which it
 * does not ask.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What becomes of it, the listeners hear.
public final class NettyFrameTransport implements FrameTransport, AutoCloseable {

    private final SSLContext tls;
    private final TransportSettings settings;
    private final EventLoop loop;
    private final ThreadPoolExecutor beside;

    /**
     * Returns a transport with threads of its own, made by {@code threads}: one that carries the connections, and up to sixteen,
     * while there is something to do, that resolve names and call listeners. So many of these have to take their time until
     * they hold up another connection.
     *
     * @param settings without a proxy. The host's name is checked whatever their TLS context is
     * @throws IllegalArgumentException if the settings have a proxy
     */
    public NettyFrameTransport(TransportSettings settings, ThreadFactory threads) {
        if (settings.proxy().isPresent()) {
            throw new IllegalArgumentException("this transport goes through no proxy, and would go around this one");
        }
        this.settings = settings;
        // Once: a context without a setting is made anew by each call.
        this.tls = settings.tls();
        this.loop = new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory());
        // The queue needs no limit: a connection has a name and a call at a time.
        this.beside = new ThreadPoolExecutor(16, 16, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        // So nobody has to end them: they call listeners for a while after the loop is gone.
        beside.allowCoreThreadTimeOut(true);
    }

    /**
     * @throws IllegalArgumentException if the endpoint is neither {@code ws} nor {@code wss}, or names no host
     * @throws IllegalStateException if the transport is closed
     */
    @Override
    public synchronized Connection open(URI endpoint, Listener listener) {
        boolean secure = "wss".equals(endpoint.getScheme());
        if (endpoint.getHost() == null || !(secure || "ws".equals(endpoint.getScheme()))) {
            // Without quoting it: there is a key in it (FT-74).
            throw new IllegalArgumentException("the endpoint is not ws or wss with a host");
        }
        if (loop.isShuttingDown()) {
            throw new IllegalStateException("the transport is closed");
        }
        try {
            return new NettyConnection(endpoint, listener, settings, new OffStack(loop, loop), beside)
                    .start(loop, secure ? tls : null);
        } catch (ChannelException noSocketLeft) {
            return stillborn(listener);
        }
    }

    /** That the system has no socket left may pass: the listener hears of it as of any other failure (FT-7). */
    private Connection stillborn(Listener listener) {
        beside.execute(() -> listener.ended(new Ending(Cause.UNREACHABLE, OptionalInt.empty(), "no socket is left")));
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
        // The loop cuts what it carries. Without some quiet it would end before it has seen what was opened just now.
        loop.shutdownGracefully(100, 1_000, TimeUnit.MILLISECONDS);
    }
}

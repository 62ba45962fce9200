package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Stands between a connection and who uses it, and does wrong what can be done wrong there. */
final class BrokenConnection implements Connection {

    private static final Ending BY_US = new Ending(Cause.CLOSED_BY_US, OptionalInt.empty(), "closed");

    /** Longer than any witness is waited for. */
    private static final int SECONDS = 6;

    private final PlainFrameTransport transport;
    private final URI endpoint;
    private final Listener listener;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable String> heldBack = new AtomicReference<>();
    private @Nullable Connection connection;

    BrokenConnection(PlainFrameTransport transport, URI endpoint, Listener listener) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.listener = listener;
    }

    Listener ears() {
        return new BrokenEars(transport, endpoint, listener, closed::get, opened, ended);
    }

    void begin(Connection begun) {
        connection = begun;
        if (has(FrameBug.LOGS_THE_ENDPOINT)) {
            Logger.getLogger("witness").finest(() -> "connecting to " + endpoint);
        }
        if (has(FrameBug.RESOLVES_NAMES_IN_OPEN)) {
            new InetSocketAddress(endpoint.getHost(), 80).isUnresolved();
        }
        if (has(FrameBug.KEEPS_LISTENERS)) {
            transport.keep(listener);
        }
        if (has(FrameBug.KEEPS_THREADS)) {
            Elsewhere.start(() -> await(transport.closed()));
        }
        if (has(FrameBug.WAITS_IN_OPEN)) {
            await(opened);
        }
        if (has(FrameBug.ENDS_INSIDE_OPEN)) {
            listener.ended(BY_US);
        }
    }

    @Override
    public void send(String text) {
        if (has(FrameBug.THROWS_ON_A_LATE_SEND) && ended.getCount() == 0) {
            throw new IllegalStateException("closed");
        }
        if (has(FrameBug.IGNORES_SENDS_FROM_A_LISTENER)
                && Thread.currentThread().getName().equals(PlainConnection.READER)) {
            return;
        }
        if (has(FrameBug.ENDS_INSIDE_SEND)) {
            await(ended);
            if (closed.compareAndSet(false, true)) {
                listener.ended(new Ending(Cause.LOST, OptionalInt.empty(), "lost"));
            }
        }
        if (has(FrameBug.LETS_CLOSE_OVERTAKE_TEXTS)) {
            Elsewhere.start(() -> {
                // Longer than whoever closes right behind can be held up.
                pause(3_000);
                connection().send(text);
            });
            return;
        }
        if (has(FrameBug.SWAPS_TEXTS)) {
            String before = heldBack.getAndSet(text);
            if (before != null) {
                heldBack.set(null);
                connection().send(text);
                connection().send(before);
            }
            return;
        }
        connection().send(has(FrameBug.TRUNCATES_LONG_TEXTS) && text.length() > 0xFFFF ? text.substring(1) : text);
    }

    @Override
    public void close() {
        boolean first = closed.compareAndSet(false, true);
        if (has(FrameBug.THROWS_ON_A_SECOND_CLOSE) && !first) {
            throw new IllegalStateException("closed already");
        }
        if (has(FrameBug.IGNORES_CLOSE_BEFORE_OPENED) && opened.getCount() > 0) {
            return;
        }
        connection().close();
        if (has(FrameBug.WAITS_IN_CLOSE)) {
            await(ended);
        }
        if (first && has(FrameBug.ENDS_INSIDE_CLOSE)) {
            listener.ended(BY_US);
        }
        if (first && has(FrameBug.ENDS_FROM_ELSEWHERE)) {
            Elsewhere.start(() -> listener.ended(BY_US));
        }
    }

    private boolean has(FrameBug bug) {
        return transport.has(bug);
    }

    private Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("used before it was there");
        }
        return connection;
    }

    static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return has(FrameBug.PRINTS_THE_ENDPOINT) ? "Connection[" + endpoint + "]" : "Connection";
    }
}

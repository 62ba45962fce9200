package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.support.TransportSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A transport on plain sockets with two threads a connection: the simplest thing that keeps the contract, and what the
 * witnesses break, each with a bug of its own.
 */
final class PlainFrameTransport implements FrameTransport, AutoCloseable {

    private final TransportSettings settings;
    private final Set<FrameBug> bugs = EnumSet.noneOf(FrameBug.class);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Object> kept = new CopyOnWriteArrayList<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "plain-timer");
        thread.setDaemon(true);
        return thread;
    });

    PlainFrameTransport(TransportSettings settings, FrameBug... bugs) {
        this.settings = settings;
        this.bugs.addAll(List.of(bugs));
    }

    @Override
    public Connection open(URI endpoint, Listener listener) {
        if (bugs.isEmpty()) {
            return connect(endpoint, listener);
        }
        BrokenConnection broken = new BrokenConnection(this, endpoint, listener);
        broken.begin(connect(endpoint, broken.ears()));
        return broken;
    }

    private Connection connect(URI endpoint, Listener listener) {
        PlainConnection connection = new PlainConnection(this, timer, endpoint, listener);
        connection.start();
        return connection;
    }

    TransportSettings settings() {
        return settings;
    }

    boolean has(FrameBug bug) {
        return bugs.contains(bug);
    }

    /** Does not let go of something before it is closed itself. */
    void keep(Object leftover) {
        kept.add(leftover);
    }

    CountDownLatch closed() {
        return closed;
    }

    @Override
    public void close() {
        closed.countDown();
        timer.shutdownNow();
        for (Object leftover : kept) {
            if (leftover instanceof Socket socket) {
                try {
                    socket.close();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
    }
}

package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.FrameTransport;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A transport on plain sockets with two threads a connection: the simplest thing that keeps the contract, and what the
 * witnesses break. Its overridable methods are the places where they do.
 */
class PlainFrameTransport implements FrameTransport, AutoCloseable {

    static final int MESSAGE_BYTES_MAX = 50_000;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "plain-timer");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public Connection open(URI endpoint, Listener listener) {
        PlainConnection connection = new PlainConnection(this, timer, endpoint, listener);
        connection.start();
        return connection;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Hands over a message made of fragments. */
    void deliver(Listener listener, boolean isText, List<byte[]> fragments) {
        PlainConnection.whole(isText, fragments).accept(listener);
    }

    /** Returns whether a message may have this size. */
    boolean isAllowed(long bytes) {
        return bytes <= MESSAGE_BYTES_MAX;
    }

    /** Returns whether a ping is answered. */
    boolean answersPings() {
        return true;
    }

    /** Returns whether a socket is closed when its connection ends. */
    boolean cutsSockets() {
        return true;
    }

    /** Returns whether a peer that does not answer our close frame is given up after a while. */
    boolean givesUp() {
        return true;
    }
}

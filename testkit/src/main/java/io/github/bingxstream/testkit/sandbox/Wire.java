package io.github.bingxstream.testkit.sandbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one stream, and the three ways to cut it.
 *
 * <p>Every frame to a client passes through {@link #send}, which never blocks: a thread of its own writes, and a reader who
 * is too slow for the queue loses the connection.
 */
final class Wire {
    /** How long a peer may take to see our end of stream before the socket is taken from it. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final Socket socket;
    private final OutputStream out;
    private final BlockingQueue<OutgoingFrame> queue;
    private final Crew crew;
    private volatile boolean cut;
    private volatile @Nullable Thread writer;

    Wire(Socket socket, Crew crew, int framesMax) throws IOException {
        this.socket = socket;
        this.crew = crew;
        out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
        queue = new LinkedBlockingQueue<>(framesMax);
    }

    void open() {
        writer = crew.start("writer", this::writeUntilCut);
    }

    void send(OutgoingFrame frame) {
        if (!cut && !queue.offer(frame)) {
            drop();
        }
    }

    boolean isCut() {
        return cut;
    }

    /** Ends the TCP connection in order but says no goodbye: the client sees close code 1006. */
    void drop() {
        cut = true;
        interruptWriter();
        try {
            // Not close: with unread input that would be a reset.
            socket.shutdownOutput();
            crew.later(FAREWELL, this::close);
        } catch (IOException alreadyClosed) {
            close();
        }
    }

    /** Ends the TCP connection with RST. */
    void reset() {
        cut = true;
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            // Then there is nothing to reset.
        }
        close();
    }

    void close() {
        cut = true;
        interruptWriter();
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** Waits until a close frame that was sent has left, or the connection has ended otherwise. */
    void awaitFarewell() {
        Thread thread = writer;
        try {
            if (thread != null) {
                thread.join(FAREWELL.toMillis());
            }
        } catch (InterruptedException dismissed) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilCut() {
        try {
            while (!cut) {
                OutgoingFrame frame = queue.take();
                out.write(frame.bytes());
                if (queue.isEmpty() || frame.kind() == OutgoingFrame.Kind.CLOSE) {
                    out.flush();
                }
                if (frame.kind() == OutgoingFrame.Kind.CLOSE) {
                    drop();
                }
            }
        } catch (IOException | InterruptedException ended) {
            // A drop has its own end; everything else ends here.
            if (!cut) {
                close();
            }
        }
    }

    private void interruptWriter() {
        Thread thread = writer;
        if (thread != null) {
            thread.interrupt();
        }
    }
}

package io.github.bingxstream.testkit.sandbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one stream, and the ways to hold it up and to cut it.
 *
 * <p>Every frame to a client passes through {@link #send}, which never blocks: a thread of its own writes, and a reader who
 * is too slow for the queue loses the connection.
 */
final class Wire {
    /** How long a peer may take to see our end of stream before the socket is taken from it. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final Line line;
    private final OutputStream out;
    private final BlockingQueue<OutgoingFrame> queue;
    private final Crew crew;
    private final Queue<OutgoingFrame> overtaken = new ArrayDeque<>();
    private final Gate gate = new Gate();
    private volatile boolean cut;
    private volatile boolean abandoned;
    private volatile @Nullable Thread writer;

    Wire(Line line, Crew crew, int framesMax) throws IOException {
        this.line = line;
        this.crew = crew;
        out = new BufferedOutputStream(line.out(), 16 * 1024);
        queue = new LinkedBlockingQueue<>(framesMax);
    }

    void open() {
        writer = crew.start("writer", this::writeUntilCut);
    }

    void send(OutgoingFrame frame) {
        offer(frame);
        if (frame.kind() == OutgoingFrame.Kind.PUSH) {
            for (OutgoingFrame late = nextOvertaken(); late != null; late = nextOvertaken()) {
                offer(late);
            }
        }
    }

    /** Lets the next push overtake this frame. */
    void sendBehindNext(OutgoingFrame frame) {
        synchronized (overtaken) {
            overtaken.add(frame);
        }
    }

    /** Writes nothing until {@link #resume}: frames wait in the queue. */
    void stall() {
        gate.shut();
    }

    void resume() {
        gate.open();
    }

    boolean isCut() {
        return cut;
    }

    /** Ends the TCP connection in order but says no goodbye: the client sees close code 1006. */
    void drop() {
        if (abandoned) {
            return;
        }
        cut = true;
        interruptWriter();
        if (line.mayBlock()) {
            crew.start("farewell", this::finish);
        } else {
            finish();
        }
        crew.later(FAREWELL, this::close);
    }

    /** Says nothing more, not even that it ends; only {@link #reset} ends it, or the end of the exchange. */
    void abandon() {
        abandoned = true;
        cut = true;
        interruptWriter();
    }

    /** Ends the TCP connection with RST. */
    void reset() {
        cut = true;
        interruptWriter();
        line.reset();
    }

    void close() {
        if (abandoned) {
            return;
        }
        cut = true;
        interruptWriter();
        line.close();
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
                gate.pass();
                write(frame);
                if (queue.isEmpty() || frame.kind() == OutgoingFrame.Kind.LAST) {
                    out.flush();
                }
                if (frame.kind() == OutgoingFrame.Kind.LAST) {
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

    private void write(OutgoingFrame frame) throws IOException, InterruptedException {
        if (frame.pause().isZero()) {
            out.write(frame.bytes());
            return;
        }
        for (byte each : frame.bytes()) {
            Thread.sleep(frame.pause().toMillis());
            out.write(each);
            out.flush();
        }
    }

    private void finish() {
        try {
            line.finish();
        } catch (IOException alreadyClosed) {
            close();
        }
    }

    private void offer(OutgoingFrame frame) {
        if (!cut && !queue.offer(frame)) {
            drop();
        }
    }

    private @Nullable OutgoingFrame nextOvertaken() {
        synchronized (overtaken) {
            return overtaken.poll();
        }
    }

    private void interruptWriter() {
        Thread thread = writer;
        if (thread != null) {
            thread.interrupt();
        }
    }
}

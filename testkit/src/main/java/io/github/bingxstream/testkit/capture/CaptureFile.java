package io.github.bingxstream.testkit.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Redacts and writes facts in the order in which they were handed over, on a thread where that may take its time. Whoever
 * hands one over waits for nothing: what finds no room is counted, and the file says so in its place.
 *
 * <p>Each batch goes to the operating system before the next is taken, so that a process that is killed loses what waits here
 * and no more, some milliseconds usually. A file that is full or cannot be written is left alone from then on.
 */
final class CaptureFile {

    /** What may wait while the disk is slow: some seconds of the busiest account. */
    static final int FACTS_MAX = 20_000;

    /** Four messages of the largest size. */
    static final long BYTES_MAX = 16L << 20;

    /** Room for the last line. */
    private static final int END_MAX = 512;

    private static final int BATCH_MAX = 256;

    private final OutputStream out;
    private final Executor executor;
    private final Redaction redaction;
    private final long sizeMax;
    private final Consumer<String> trouble;

    // Guarded by the monitor of this.
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long waitingBytes;
    private long lost;
    private long latest;
    private boolean running;
    private boolean closed;

    // Only whoever runs touches these.
    private long written;
    private boolean over;

    /** A fact to be; what makes it is run where it may take its time. */
    private record Waiting(long nanos, Instant at, int bytes, Function<Redaction, Fact> fact) {}

    CaptureFile(OutputStream out, Executor executor, Redaction redaction, long sizeMax, Consumer<String> trouble) {
        this.out = out;
        this.executor = executor;
        this.redaction = redaction;
        this.sizeMax = sizeMax;
        this.trouble = trouble;
    }

    /**
     * Hands a fact over. Never blocks, never throws.
     *
     * @param bytes about what it keeps in memory until it is written
     */
    void add(long nanos, Instant at, int bytes, Function<Redaction, Fact> fact) {
        synchronized (this) {
            if (closed) {
                return;
            }
            // Two threads may read the clock in one order and come here in the other.
            latest = Math.max(latest, nanos);
            if (queue.size() >= FACTS_MAX || waitingBytes + bytes > BYTES_MAX) {
                lost++;
                return;
            }
            enqueue(at, bytes, fact);
        }
        resume();
    }

    /** The caller has the monitor. */
    private void enqueue(Instant at, int bytes, Function<Redaction, Fact> fact) {
        if (lost > 0) {
            Fact.Lost gap = new Fact.Lost(lost);
            queue.add(new Waiting(latest, at, 0, ignored -> gap));
            lost = 0;
        }
        queue.add(new Waiting(latest, at, bytes, fact));
        waitingBytes += bytes;
    }

    private void resume() {
        synchronized (this) {
            if (running || queue.isEmpty()) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                running = false;
                notifyAll();
            }
        }
    }

    private void run() {
        ArrayDeque<Waiting> batch = new ArrayDeque<>();
        while (true) {
            synchronized (this) {
                for (int i = 0; i < BATCH_MAX && !queue.isEmpty(); i++) {
                    Waiting next = queue.remove();
                    waitingBytes -= next.bytes();
                    batch.add(next);
                }
                if (batch.isEmpty()) {
                    running = false;
                    notifyAll();
                    return;
                }
            }
            write(batch);
            batch.clear();
        }
    }

    private void write(ArrayDeque<Waiting> batch) {
        StringBuilder lines = new StringBuilder();
        for (Waiting next : batch) {
            if (!over) {
                append(lines, next);
            }
        }
        if (!lines.isEmpty()) {
            write(lines.toString());
        }
    }

    private void append(StringBuilder lines, Waiting next) {
        String line;
        try {
            line = Lines.written(new Entry(next.nanos(), next.at(), next.fact().apply(redaction)));
        } catch (RuntimeException e) {
            // A mistake of ours must neither end the capture nor bring into it what could not be redacted.
            line = Lines.written(new Entry(next.nanos(), next.at(), new Fact.Lost(1)));
        }
        int size = line.getBytes(StandardCharsets.UTF_8).length + 1;
        if (written + size > sizeMax - END_MAX) {
            over = true;
            line = Lines.written(new Entry(next.nanos(), next.at(), new Fact.Finished(Fact.Finished.Why.FULL)));
            trouble.accept("the capture has reached its limit of " + sizeMax
                    + " bytes: what happens from now on is not in it");
        }
        written += size;
        lines.append(line).append('\n');
    }

    private void write(String lines) {
        try {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            over = true;
            trouble.accept("the capture cannot be written any more (" + e.getMessage()
                    + "): what happens from now on is not in it");
        }
    }

    /** Writes the first line, before anything else; whoever begins a capture wants to know at once that it cannot be written. */
    void begin(String header) throws IOException {
        byte[] bytes = (header + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        out.flush();
        written = bytes.length;
    }

    /** Writes what waits, then the last line, and closes the file; gives up after so long. Later facts are ignored. */
    void close(long nanos, Instant at, long patienceNanos) {
        synchronized (this) {
            if (closed) {
                return;
            }
            // At once with the last line, which nothing may follow; and there is always room for it.
            closed = true;
            latest = Math.max(latest, nanos);
            enqueue(at, 0, ignored -> new Fact.Finished(Fact.Finished.Why.CLOSED));
        }
        resume();
        long deadline = System.nanoTime() + patienceNanos;
        boolean interrupted = false;
        synchronized (this) {
            long left = patienceNanos;
            while ((running || !queue.isEmpty()) && left > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = deadline - System.nanoTime();
            }
        }
        try {
            out.close();
        } catch (IOException e) {
            trouble.accept("the capture could not be closed: " + e.getMessage());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

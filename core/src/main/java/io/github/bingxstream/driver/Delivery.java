package io.github.bingxstream.driver;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands events and notices to the user's sink: one at a time, in one order, from a bounded queue, on a thread where the
 * sink may block.
 *
 * <p>When the queue is full, what comes is refused until half of it is free again. The first refusal is reported, so that it
 * becomes a gap, and the notice of that gap always finds room: it stands exactly where something is missing. Events are
 * bounded in number and size; notices have a limit of their own.
 */
final class Delivery {

    /** Room for notices beside the events. */
    static final int NOTICES_MAX = 1_000;

    /** Whatever the events are, they take no more than this. */
    static final long BYTES_MAX = 32L << 20;

    /** How many calls are made before the thread is offered to others. */
    private static final int BATCH_MAX = 64;

    private final EventSink sink;
    private final Executor executor;
    private final Runnable onRefusedTask;
    private final int eventsMax;

    // All guarded by the monitor of this.
    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private int events;
    private long bytes;
    private boolean refusing;
    private boolean running;
    private boolean stopped;
    private long dropped;
    private long failures;
    private @Nullable Thread caller;

    /**
     * Begins with an empty queue.
     *
     * @param onRefusedTask called when the executor refused a task; owes a {@link #resume} some time later
     */
    Delivery(EventSink sink, Executor executor, Runnable onRefusedTask, int eventsMax) {
        this.sink = sink;
        this.executor = executor;
        this.onRefusedTask = onRefusedTask;
        this.eventsMax = eventsMax;
    }

    /** What waits to be delivered. */
    private interface Item {
        void deliverTo(EventSink sink);
    }

    private record EventItem(AccountEvent event, int bytes) implements Item {
        @Override
        public void deliverTo(EventSink sink) {
            sink.event(event);
        }
    }

    private record NoticeItem(StreamNotice notice) implements Item {
        @Override
        public void deliverTo(EventSink sink) {
            sink.notice(notice);
        }
    }

    /**
     * Queues an event.
     *
     * @param size of the message it came in, in bytes
     * @return {@code now}, to be reported as an overflow, when this is the first that found no room; else empty
     */
    Optional<Moment> event(AccountEvent event, int size, Moment now) {
        synchronized (this) {
            if (!hasRoom(events < eventsMax && bytes + size <= BYTES_MAX)) {
                return refuse(now);
            }
            if (!stopped) {
                events++;
                bytes += size;
                queue.add(new EventItem(event, size));
            }
        }
        resume();
        return Optional.empty();
    }

    /**
     * Queues a notice. That of an overflow, of which there is one for each report, and the last one always find room.
     *
     * @return {@code now}, to be reported as an overflow, when this is the first that found no room; else empty
     */
    Optional<Moment> notice(StreamNotice notice, Moment now) {
        synchronized (this) {
            if (queue.size() - events >= limitOf(notice)) {
                return refuse(now);
            }
            if (!stopped) {
                queue.add(new NoticeItem(notice));
            }
        }
        resume();
        return Optional.empty();
    }

    /** The notice of an overflow and the last notice go where others find no room any more. */
    private static int limitOf(StreamNotice notice) {
        if (notice instanceof StreamNotice.Closed) {
            return Integer.MAX_VALUE;
        }
        boolean overflow = notice instanceof StreamNotice.GapOpened gap && gap.reason() == GapReason.OVERFLOW;
        return overflow ? 2 * NOTICES_MAX : NOTICES_MAX;
    }

    private boolean hasRoom(boolean withinLimits) {
        if (refusing && events <= eventsMax / 2 && bytes <= BYTES_MAX / 2 && queue.size() - events <= NOTICES_MAX / 2) {
            refusing = false;
        }
        return withinLimits && !refusing;
    }

    private Optional<Moment> refuse(Moment now) {
        dropped++;
        boolean first = !refusing;
        refusing = true;
        return first ? Optional.of(now) : Optional.empty();
    }

    /** Starts delivering what is queued, unless that goes on already. */
    void resume() {
        synchronized (this) {
            if (running || stopped || queue.isEmpty()) {
                return;
            }
            running = true;
        }
        // Outside the monitor: an executor of the user's may block, or run the task right here.
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // Full, shut down, or the machine has no thread left. Nothing is lost: the queue stays.
            pause();
            onRefusedTask.run();
        }
    }

    private void run() {
        for (int calls = 0; calls < BATCH_MAX; calls++) {
            Item item = take();
            if (item == null) {
                return;
            }
            try {
                item.deliverTo(sink);
            } catch (Throwable e) {
                report(e);
            } finally {
                done();
            }
        }
        pause();
        resume();
    }

    private synchronized void pause() {
        running = false;
        notifyAll();
    }

    private synchronized @Nullable Item take() {
        Item item = stopped ? null : queue.poll();
        if (item == null) {
            pause();
            return null;
        }
        if (item instanceof EventItem event) {
            events--;
            bytes -= event.bytes();
        }
        caller = Thread.currentThread();
        return item;
    }

    private synchronized void done() {
        caller = null;
    }

    /** The sink's failures are the user's: they go where the thread's failures go, and the stream goes on. */
    private void report(Throwable failure) {
        synchronized (this) {
            failures++;
        }
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable alsoFailed) {
            // A handler that throws has had its say; the next delivery must not depend on it.
            failure.addSuppressed(alsoFailed);
        }
    }

    /**
     * Waits until everything queued has been delivered, whether interrupted or not, then stops; at the deadline it drops the
     * rest. Called from within the sink it does not wait for itself, and drops the rest at once.
     *
     * @param deadline as {@link System#nanoTime} tells it
     */
    synchronized void finish(long deadline) {
        boolean interrupted = false;
        long left = deadline - System.nanoTime();
        while (!queue.isEmpty() || running) {
            if (caller == Thread.currentThread() || left <= 0) {
                break;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = deadline - System.nanoTime();
        }
        stopped = true;
        queue.clear();
        events = 0;
        bytes = 0;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many events and notices found no room. */
    synchronized long dropped() {
        return dropped;
    }

    /** Returns how often the sink threw. */
    synchronized long failures() {
        return failures;
    }
}

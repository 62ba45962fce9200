package io.github.bingxstream.driver;

import io.github.bingxstream.domain.AccountEvent;
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
 * <p>When the queue is full, events are refused until half of it is free again, and the refusal is reported once, so that
 * it becomes a gap. Notices are few and tell of that gap, so they have a reserve of their own. Should even that be used
 * up, by a sink that takes nothing for days, further notices are counted and dropped: the gap that is already queued
 * covers them.
 */
final class Delivery {

    /** Room for notices beyond the events. */
    static final int NOTICES_MAX = 1_000;

    /** How many calls are made before the thread is offered to others. */
    private static final int BATCH_MAX = 64;

    private final EventSink sink;
    private final Executor executor;
    private final int eventsMax;

    // All guarded by the monitor of this.
    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private int events;
    private boolean refusing;
    private boolean running;
    private boolean stopped;
    private long droppedEvents;
    private long droppedNotices;
    private long failures;
    private long delivered;
    private @Nullable Thread caller;

    Delivery(EventSink sink, Executor executor, int eventsMax) {
        this.sink = sink;
        this.executor = executor;
        this.eventsMax = eventsMax;
    }

    /** What waits to be delivered. */
    private interface Item {
        void deliverTo(EventSink sink);

        default boolean isEvent() {
            return false;
        }
    }

    private record EventItem(AccountEvent event) implements Item {
        @Override
        public void deliverTo(EventSink sink) {
            sink.event(event);
        }

        @Override
        public boolean isEvent() {
            return true;
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
     * @return when the event was refused and is the first to be: {@code now}, to be reported as an overflow
     */
    synchronized Optional<Moment> event(AccountEvent event, Moment now) {
        if (refusing && events <= eventsMax / 2) {
            refusing = false;
        }
        if (!refusing && events < eventsMax) {
            events++;
            add(new EventItem(event));
            return Optional.empty();
        }
        droppedEvents++;
        boolean first = !refusing;
        refusing = true;
        return first ? Optional.of(now) : Optional.empty();
    }

    /** Queues a notice. The last one, {@link StreamNotice.Closed}, always finds room. */
    synchronized void notice(StreamNotice notice) {
        if (queue.size() - events < NOTICES_MAX || notice instanceof StreamNotice.Closed) {
            add(new NoticeItem(notice));
        } else {
            droppedNotices++;
        }
    }

    private void add(Item item) {
        if (!stopped) {
            queue.add(item);
            start();
        }
    }

    private void start() {
        if (!running) {
            running = true;
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException e) {
                // The executor was shut down under us: nothing can be delivered any more, and nobody may wait for it.
                stopped = true;
                running = false;
                notifyAll();
            }
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
            }
            done();
        }
        synchronized (this) {
            running = false;
            if (!queue.isEmpty() && !stopped) {
                start();
            } else {
                notifyAll();
            }
        }
    }

    private synchronized @Nullable Item take() {
        Item item = stopped ? null : queue.poll();
        if (item == null) {
            running = false;
            notifyAll();
            return null;
        }
        if (item.isEvent()) {
            events--;
        }
        caller = Thread.currentThread();
        return item;
    }

    private synchronized void done() {
        delivered++;
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
     * Waits until everything queued has been delivered, then stops; gives up after the time allowed, dropping the rest.
     * Called from within the sink it does not wait for itself. Once this has returned, no call to the sink begins.
     */
    void finish(long nanosMax) {
        long deadline = System.nanoTime() + nanosMax;
        boolean interrupted = false;
        synchronized (this) {
            while (running && caller != Thread.currentThread()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                } catch (InterruptedException e) {
                    interrupted = true;
                    break;
                }
            }
            stopped = true;
            queue.clear();
            events = 0;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized long delivered() {
        return delivered;
    }

    synchronized long droppedEvents() {
        return droppedEvents;
    }

    synchronized long droppedNotices() {
        return droppedNotices;
    }

    synchronized long failures() {
        return failures;
    }
}

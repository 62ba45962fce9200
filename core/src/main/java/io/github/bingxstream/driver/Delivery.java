package io.github.bingxstream.driver;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.session.Position;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands events and notices to the user's sink: one at a time, in one order, from a bounded queue, on a thread where the
 * sink may block. Saves checkpoints in between, when the sink has taken what they stand for.
 *
 * <p>The queue says when it becomes full, and when half of it is free again. In between the session hands on nothing but
 * notices and what it had decided before, so that no event is lost here: what does not fit becomes a gap there. Notices of
 * gaps always find room, for there are few; others do not beyond a limit.
 */
final class Delivery {

    /** Room for notices beside the events. */
    static final int NOTICES_MAX = 1_000;

    /** Whatever the events are, they take hardly more than this. */
    static final long BYTES_MAX = 32L << 20;

    /** How many calls are made before the thread is offered to others. */
    private static final int BATCH_MAX = 64;

    /** The part of the queue that is taken at a time, at most: what was taken waits as well, and is not counted any more. */
    private static final int TAKEN_SHARE = 16;

    /** What is taken at a time is no larger, but for its last event. */
    private static final long TAKEN_BYTES_MAX = 64L << 10;

    private final EventSink sink;
    private final Saving saving;
    private final Executor executor;
    private final Callbacks callbacks;
    private final int eventsMax;
    private final int takenMax;

    // All guarded by the monitor of this.
    private final ArrayDeque<Item> queue = new ArrayDeque<>(2);
    private int events;
    private int notices;
    private long bytes;
    private boolean full;
    private boolean running;
    private boolean ended;
    private volatile boolean stopped;
    private long dropped;
    private long failures;
    private @Nullable Thread caller;

    // Only whoever runs touches these.
    private final ArrayDeque<Item> taken = new ArrayDeque<>(2);
    private boolean halfIsFree;

    /** What the queue has to say. */
    interface Callbacks {

        /** Half of a queue that was full is free again. */
        void ready();

        /** The executor refused a task; a {@link #resume} is owed some time later. */
        void refused();
    }

    /** Begins with an empty queue. */
    Delivery(
            EventSink sink,
            @Nullable CheckpointStore checkpoints,
            Executor executor,
            Callbacks callbacks,
            int eventsMax) {
        this.sink = sink;
        this.saving = new Saving(checkpoints);
        this.executor = executor;
        this.callbacks = callbacks;
        this.eventsMax = eventsMax;
        this.takenMax = Math.max(1, eventsMax / TAKEN_SHARE);
    }

    /** What waits to be delivered. */
    private sealed interface Item {}

    private record EventItem(AccountEvent event, int bytes) implements Item {}

    private record NoticeItem(StreamNotice notice) implements Item {}

    private record PositionItem(Position position) implements Item {}

    /**
     * Queues an event, unless the last notice was.
     *
     * @param size of the message it came in, in bytes
     * @return whether the queue has become full with it
     */
    boolean event(AccountEvent event, int size) {
        boolean filled;
        boolean idle;
        synchronized (this) {
            if (ended || stopped) {
                return false;
            }
            events++;
            bytes += size;
            queue.add(new EventItem(event, size));
            filled = fill();
            // As resume() does, under the same lock: events are many.
            idle = begin();
        }
        if (idle) {
            start();
        }
        return filled;
    }

    /**
     * Queues a notice. Nothing is queued behind {@link StreamNotice.Closed}, even if a turn still hands something on when the
     * stream breaks.
     *
     * @return whether the queue has become full with it
     */
    boolean notice(StreamNotice notice) {
        boolean filled;
        synchronized (this) {
            if (ended || stopped) {
                return false;
            }
            ended = notice instanceof StreamNotice.Closed;
            if (notices >= NOTICES_MAX && !isOfGap(notice)) {
                dropped++;
                return false;
            }
            notices++;
            queue.add(new NoticeItem(notice));
            filled = fill();
        }
        resume();
        return filled;
    }

    /** There is one gap at most for each reason, and one last notice. */
    private static boolean isOfGap(StreamNotice notice) {
        return notice instanceof StreamNotice.GapOpened
                || notice instanceof StreamNotice.GapClosed
                || notice instanceof StreamNotice.Closed;
    }

    /** Queues a checkpoint, to be saved when everything before it was delivered. */
    void position(Position position) {
        synchronized (this) {
            if (ended || stopped) {
                return;
            }
            // Of two in a row, the first says nothing that the second does not.
            if (queue.peekLast() instanceof PositionItem) {
                queue.removeLast();
            }
            queue.add(new PositionItem(position));
        }
        resume();
    }

    private boolean fill() {
        if (full || (events < eventsMax && bytes < BYTES_MAX && notices < NOTICES_MAX)) {
            return false;
        }
        full = true;
        return true;
    }

    private boolean drain() {
        if (!full || events > eventsMax / 2 || bytes > BYTES_MAX / 2 || notices > NOTICES_MAX / 2) {
            return false;
        }
        full = false;
        return true;
    }

    /** Starts delivering what is queued, unless that goes on already. */
    void resume() {
        if (begin()) {
            start();
        }
    }

    /** Returns whether somebody has to run, who is then taken to do so. */
    private synchronized boolean begin() {
        if (running || stopped || queue.isEmpty()) {
            return false;
        }
        running = true;
        return true;
    }

    /** Not under the monitor: an executor of the user's may block, or run the task right here. */
    private void start() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // Full, shut down, or the machine has no thread left. Nothing is lost: the queue stays.
            pause();
            callbacks.refused();
        }
    }

    private void run() {
        for (int calls = 0; calls < BATCH_MAX; calls++) {
            Item item = next(BATCH_MAX - calls);
            if (item == null) {
                return;
            }
            perform(item);
        }
        pause();
        resume();
    }

    private void perform(Item item) {
        if (item instanceof PositionItem position) {
            saving.reached(position.position());
        } else if (stopped) {
            // Nothing begins once finish() has returned, and a checkpoint behind it would stand for what was not told.
            drop();
        } else {
            call(item);
        }
        saveIfDue();
    }

    private void drop() {
        taken.clear();
        synchronized (this) {
            queue.clear();
        }
    }

    private void call(Item item) {
        try {
            if (item instanceof EventItem event) {
                sink.event(event.event());
            } else if (item instanceof NoticeItem notice) {
                sink.notice(notice.notice());
            }
        } catch (Throwable e) {
            synchronized (this) {
                failures++;
            }
            Uncaught.report(e);
        }
    }

    /** Each time the sink has caught up, and often enough while it has not. */
    private void saveIfDue() {
        if (saving.isOwed() && (saving.isDue() || !hasMore())) {
            saving.save();
        }
    }

    /** Tells whether the sink, or the store, is being called by the thread that asks. */
    synchronized boolean isCallingHere() {
        return caller == Thread.currentThread();
    }

    /** Tells whether there is no room at present. */
    synchronized boolean isFull() {
        return full;
    }

    private boolean hasMore() {
        return !stopped && (!taken.isEmpty() || isWaiting());
    }

    private synchronized boolean isWaiting() {
        return !queue.isEmpty();
    }

    private synchronized void pause() {
        caller = null;
        running = false;
        notifyAll();
    }

    /** Returns what is next; null, and has paused, if there is nothing. */
    private @Nullable Item next(int max) {
        if (taken.isEmpty()) {
            if (!take(max)) {
                // Somebody else may run already: what is theirs is not touched here any more.
                return null;
            }
            if (halfIsFree) {
                callbacks.ready();
            }
        }
        return taken.poll();
    }

    /**
     * Takes several at a time: under load, to take the lock for each of them costs more than the call.
     *
     * @return whether there are any; if not, has paused
     */
    private synchronized boolean take(int max) {
        long bytesTaken = 0;
        Item item = takeOne();
        while (item != null) {
            taken.add(item);
            bytesTaken += item instanceof EventItem event ? event.bytes() : 0;
            boolean more = taken.size() < Math.min(max, takenMax) && bytesTaken < TAKEN_BYTES_MAX;
            item = more ? takeOne() : null;
        }
        if (taken.isEmpty()) {
            pause();
            return false;
        }
        caller = Thread.currentThread();
        halfIsFree = drain();
        return true;
    }

    private @Nullable Item takeOne() {
        Item item = queue.poll();
        if (item instanceof EventItem event) {
            events--;
            bytes -= event.bytes();
        } else if (item instanceof NoticeItem) {
            notices--;
        }
        return item;
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
            if (isCallingHere() || left <= 0) {
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
        // What stands for the call under way is still to be saved.
        Item next = queue.peek();
        queue.clear();
        if (next instanceof PositionItem) {
            queue.add(next);
        }
        events = 0;
        notices = 0;
        bytes = 0;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how often a checkpoint could not be saved. */
    long saveFailures() {
        return saving.failures();
    }

    /** Returns how many notices found no room. */
    synchronized long dropped() {
        return dropped;
    }

    /** Returns how often the sink threw. */
    synchronized long failures() {
        return failures;
    }
}

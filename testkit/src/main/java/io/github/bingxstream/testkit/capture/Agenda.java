package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.Ticker;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is going to happen, by time and then by order of entry, in a time of its own: that of a recording. One thread does it
 * all, so that it happens the same way each time.
 *
 * <p>Others may enter something at any time. When the playing is over, whatever is due is done at once by whoever enters it, so
 * that a stream can be closed.
 */
final class Agenda implements Ticker {

    // All guarded by the monitor of this.
    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private long now;
    private long entered;
    private boolean stopped;
    private boolean over;
    private boolean doing;

    Agenda(long begin) {
        now = begin;
    }

    /** Something to be done. */
    final class Item implements Comparable<Item> {

        private final long nanos;
        private final long order;
        private final Runnable task;

        private Item(long nanos, long order, Runnable task) {
            this.nanos = nanos;
            this.order = order;
            this.task = task;
        }

        long nanos() {
            return nanos;
        }

        /** Takes it off the agenda; tells whether it was still on it. */
        boolean cancel() {
            synchronized (Agenda.this) {
                return items.remove(this);
            }
        }

        @Override
        public int compareTo(Item other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    @Override
    public synchronized Moment now() {
        return new Moment(now);
    }

    synchronized long nanos() {
        return now;
    }

    /** Enters something for a time; for now if that is past. */
    Item at(long nanos, Runnable task) {
        Item item;
        synchronized (this) {
            item = new Item(Math.max(now, nanos), entered++, task);
            items.add(item);
            notifyAll();
            if (!over || doing) {
                return item;
            }
        }
        doWhatIsDue();
        return item;
    }

    Item soon(Runnable task) {
        return at(Long.MIN_VALUE, task);
    }

    /**
     * Does everything up to the end, which may move while it does.
     *
     * @param speed how many seconds of the recording pass in one; infinite for as fast as can be
     */
    void play(LongSupplier end, double speed) throws InterruptedException {
        long begin = nanos();
        long begun = System.nanoTime();
        try {
            for (Item next = next(end, speed, begin, begun); next != null; next = next(end, speed, begin, begun)) {
                next.task.run();
            }
        } finally {
            synchronized (this) {
                over = true;
            }
            doWhatIsDue();
        }
    }

    private synchronized @Nullable Item next(LongSupplier end, double speed, long begin, long begun)
            throws InterruptedException {
        while (!stopped) {
            Item next = items.peek();
            long horizon = end.getAsLong();
            long due = next == null ? horizon : Math.min(next.nanos, horizon);
            long wait = Double.isInfinite(speed) ? 0 : begun + (long) ((due - begin) / speed) - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, wait);
                continue;
            }
            now = Math.max(now, due);
            return next == null || next.nanos > horizon ? null : items.remove();
        }
        return null;
    }

    /** Ends the playing before its end. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private void doWhatIsDue() {
        synchronized (this) {
            if (doing) {
                return;
            }
            doing = true;
        }
        try {
            for (Item next = due(); next != null; next = due()) {
                next.task.run();
            }
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                doing = false;
            }
            throw e;
        }
    }

    /** What is entered after the last look finds that nobody is doing anything. */
    private synchronized @Nullable Item due() {
        Item next = items.peek();
        doing = next != null && next.nanos <= now;
        return doing ? items.remove() : null;
    }
}

package io.github.bingxstream;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Both clocks and the scheduler, moved by hand. Tasks run on the thread that moves time; no thread is ever started. */
public final class VirtualTime extends ScheduledThreadPoolExecutor implements Ticker {

    public static final Instant START = Instant.ofEpochMilli(1_700_000_000_000L);

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(
            Comparator.comparingLong((Task task) -> task.at).thenComparingLong(task -> task.number));
    private long elapsedNanos;
    private long numbers;
    private Duration lateness = Duration.ZERO;
    private Duration wallClockError = Duration.ZERO;

    public VirtualTime() {
        super(0);
    }

    @Override
    public Moment now() {
        return new Moment(elapsedNanos);
    }

    /** The exchange's time, when our clock is right. */
    public Instant instant() {
        return START.plusNanos(elapsedNanos);
    }

    /** Our wall clock. */
    public InstantSource wallClock() {
        return () -> instant().plus(wallClockError);
    }

    /** From now on, our wall clock is ahead by {@code error}. */
    public void wallClockIsAheadBy(Duration error) {
        wallClockError = error;
    }

    /** From now on, tasks are run late. */
    public void tasksAreLateBy(Duration lateness) {
        this.lateness = lateness;
    }

    public int waiting() {
        return (int) tasks.stream().filter(task -> !task.isCancelled()).count();
    }

    public void advance(Duration by) {
        long target = elapsedNanos + by.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at <= target) {
            Task task = tasks.remove();
            elapsedNanos = Math.max(elapsedNanos, task.at);
            task.run();
        }
        elapsedNanos = target;
    }

    /** Lets time pass without running anything, as a machine does that was suspended. */
    public void stall(Duration by) {
        elapsedNanos += by.toNanos();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (isShutdown()) {
            throw new RejectedExecutionException("shut down");
        }
        Task task = new Task(command, elapsedNanos + unit.toNanos(delay) + lateness.toNanos(), numbers++);
        tasks.add(task);
        return task;
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> dropped = new ArrayList<>(tasks);
        tasks.clear();
        super.shutdownNow();
        return dropped;
    }

    private static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final long at;
        private final long number;

        private Task(Runnable command, long at, long number) {
            super(command, null);
            this.at = at;
            this.number = number;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException("nobody asks");
        }
    }
}

package io.github.bingxstream.benchmarks.accounts;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Both clocks and the only executor, on the caller's thread: hours take seconds, and each run is like the one before. */
final class VirtualTime extends ScheduledThreadPoolExecutor implements Ticker, InstantSource {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(
            Comparator.comparingLong((Task task) -> task.at).thenComparingLong(task -> task.number));
    private long elapsedNanos;
    private long numbers;

    VirtualTime() {
        super(0);
    }

    @Override
    public Moment now() {
        return new Moment(elapsedNanos);
    }

    @Override
    public Instant instant() {
        return START.plusNanos(elapsedNanos);
    }

    Duration elapsed() {
        return Duration.ofNanos(elapsedNanos);
    }

    /** Lets a time pass, and all happen that is due. */
    void pass(Duration time) {
        long end = elapsedNanos + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at <= end) {
            run(tasks.remove());
        }
        elapsedNanos = end;
    }

    /** Lets the next thing happen that is due at this very moment; returns whether there was one. */
    boolean step() {
        if (tasks.isEmpty() || tasks.peek().at > elapsedNanos) {
            return false;
        }
        run(tasks.remove());
        return true;
    }

    private void run(Task task) {
        elapsedNanos = Math.max(elapsedNanos, task.at);
        task.run();
    }

    void later(Duration wait, Runnable what) {
        var unused = schedule(what, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void execute(Runnable command) {
        var unused = schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (isShutdown()) {
            throw new RejectedExecutionException("the virtual time has ended");
        }
        Task task = new Task(command, elapsedNanos + unit.toNanos(delay), numbers++);
        tasks.add(task);
        return task;
    }

    private static final class Task extends FutureTask<Boolean> implements ScheduledFuture<Boolean> {
        private final long at;
        private final long number;

        Task(Runnable command, long at, long number) {
            super(command, true);
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

package io.github.bingxstream.testkit.capture;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs what a stream schedules when the agenda comes to it. It has no thread, and so nothing to shut down. */
final class AgendaExecutor extends AbstractExecutorService implements ScheduledExecutorService {

    private final Agenda agenda;

    AgendaExecutor(Agenda agenda) {
        this.agenda = agenda;
    }

    @Override
    public void execute(Runnable task) {
        agenda.soon(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    task.run();
                    return Boolean.TRUE;
                },
                delay,
                unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return new Scheduled<>(task, unit.toNanos(Math.max(0, delay)));
    }

    private final class Scheduled<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private final Agenda.Item item;

        private Scheduled(Callable<V> task, long delayNanos) {
            super(task);
            item = agenda.at(agenda.nanos() + delayNanos, this);
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            item.cancel();
            return super.cancel(mayInterrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(item.nanos() - agenda.nanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("a stream repeats nothing by itself");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("a stream repeats nothing by itself");
    }

    @Override
    public void shutdown() {
        // Whoever plays the agenda decides how far.
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}

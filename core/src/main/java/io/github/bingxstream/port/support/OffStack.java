package io.github.bingxstream.port.support;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Does things off the caller's stack (FT-3, FT-39, FT-67), now or later.
 *
 * @param executor for everything that calls a listener or completes a stage; never blocked
 * @param timer for deadlines; its threads are never held
 */
public record OffStack(Executor executor, ScheduledExecutorService timer) {

    /**
     * Runs a task off the caller's stack. An executor that its owner has shut down refuses; then the timer takes the task,
     * for whoever waits for an end must hear of it.
     */
    public void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException shutDown) {
            schedule(Duration.ZERO, task);
        }
    }

    /** Does something off the completing thread's stack once a stage has completed. */
    public <T> void after(
            CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action) {
        stage.whenCompleteAsync(action, this::run);
    }

    /** Runs a task on the executor after a while, unless the transport has been closed by then. */
    public Deadline later(Duration delay, Runnable task) {
        return schedule(delay, () -> run(task));
    }

    private Deadline schedule(Duration delay, Runnable task) {
        try {
            Future<?> scheduled = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException closed) {
            // Closing the transport has ended everything that could have had a deadline.
            return () -> {};
        }
    }

    /** Something that will be done unless it is called off. */
    public interface Deadline {

        /** Calls it off. Does nothing when it is done already. */
        void cancel();
    }
}

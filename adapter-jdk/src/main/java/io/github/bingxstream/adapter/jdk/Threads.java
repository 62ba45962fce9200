package io.github.bingxstream.adapter.jdk;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where work runs, and what makes it run later. There are no other threads.
 *
 * @param executor for everything that calls a listener or completes a stage
 * @param timer for deadlines; hands their work to the executor
 */
record Threads(Executor executor, ScheduledExecutorService timer) {

    /** Resolving a name is all that ever blocks one of them; four leave room beside a slow resolver. */
    private static final int THREADS = 4;

    private static final int IDLE_SECONDS = 10;

    static ThreadPoolExecutor ownExecutor() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                // Without a limit of its own: a connection has a handful of tasks at a time, a request two.
                new LinkedBlockingQueue<>(),
                task -> daemon(task, "bingx-jdk-" + count.incrementAndGet()));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    static ScheduledExecutorService ownTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "bingx-jdk-timer"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /**
     * Runs a task off the caller's stack. An executor that its owner has shut down refuses; then the timer takes the task,
     * for whoever waits for an end must hear of it.
     */
    void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException shutDown) {
            schedule(Duration.ZERO, task);
        }
    }

    /** Does something off the completing thread's stack once a stage has completed. */
    <T> void after(CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action) {
        stage.whenCompleteAsync(action, this::run);
    }

    /** Runs a task on the executor after a while, unless the transport has been closed by then. */
    Deadline later(Duration delay, Runnable task) {
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
    interface Deadline {
        void cancel();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}

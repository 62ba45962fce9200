package io.github.bingxstream.driver;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads for sinks: two, as long as no sink holds one up; more as soon as another one has to wait for it, for a sink may block
 * and no other stream is to feel it. What is too many ends when it has nothing to do.
 */
public final class DeliveryPool extends ThreadPoolExecutor {

    /** Sinks that return at once need no more, however many there are. */
    static final int THREADS = 2;

    /** One for each of as many streams as one process may sensibly have; what is beyond waits. */
    private static final int THREADS_MAX = 10_000;

    /** How long a sink waits for a thread before there is another one: less than a network's jitter. */
    private static final Duration WAIT_MAX = Duration.ofMillis(10);

    private static final int IDLE_SECONDS = 10;

    private final ScheduledExecutorService timer;
    private final Duration waitMax;
    private final AtomicBoolean watching = new AtomicBoolean();
    private final AtomicLong begun = new AtomicLong();
    private volatile long begunBefore;

    /** Makes a pool that looks after itself on a timer, which is never held up. */
    public DeliveryPool(ScheduledExecutorService timer, ThreadFactory threads) {
        this(timer, threads, WAIT_MAX);
    }

    DeliveryPool(ScheduledExecutorService timer, ThreadFactory threads, Duration waitMax) {
        super(THREADS, THREADS_MAX, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        this.timer = timer;
        this.waitMax = waitMax;
        allowCoreThreadTimeOut(true);
    }

    /** A task, and when it came. */
    private record Waiting(Runnable task, long since) implements Runnable {
        @Override
        public void run() {
            task.run();
        }
    }

    @Override
    public void execute(Runnable task) {
        super.execute(new Waiting(task, System.nanoTime()));
        if (!getQueue().isEmpty()) {
            watch();
        }
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        begun.incrementAndGet();
        super.beforeExecute(thread, task);
    }

    private void watch() {
        if (watching.compareAndSet(false, true)) {
            begunBefore = begun.get();
            lookLater();
        }
    }

    private void lookLater() {
        try {
            var unused = timer.schedule(this::look, waitMax.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            // No stream is open any more.
            watching.set(false);
        }
    }

    private void look() {
        try {
            growIfNeeded();
        } catch (RuntimeException | Error noThread) {
            // The machine has none to give; perhaps it has the next time.
            lookLater();
        }
    }

    private void growIfNeeded() {
        if (!(getQueue().peek() instanceof Waiting first)) {
            setCorePoolSize(THREADS);
            watching.set(false);
            if (!getQueue().isEmpty()) {
                watch();
            }
            return;
        }
        long now = begun.get();
        if (System.nanoTime() - first.since() >= waitMax.toNanos()) {
            // Where nothing has moved, all threads are held; else there is only much to do.
            int more = now == begunBefore ? Math.max(1, getQueue().size() / 2) : 1;
            setCorePoolSize(Math.min(THREADS_MAX, getPoolSize() + more));
            boolean unused = prestartCoreThread();
        }
        begunBefore = now;
        lookLater();
    }
}

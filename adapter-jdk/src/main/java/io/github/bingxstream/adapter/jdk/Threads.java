package io.github.bingxstream.adapter.jdk;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a transport that was given none: all daemons, which go when idle. */
final class Threads {

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

    private Threads() {}

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}

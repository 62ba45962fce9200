package io.github.bingxstream.adapter.tyrus;

import io.github.bingxstream.port.support.OffStack;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where work runs. The container's own threads, which read and write, are one pool for the whole JVM.
 *
 * @param offStack for everything that calls a listener or completes a stage; never blocked
 * @param blocking for handshakes and requests, each of which holds a thread until it is over
 */
record Threads(OffStack offStack, Executor blocking) {

    private static final int IDLE_SECONDS = 10;

    /** Two are enough, for none of them waits for anything. */
    static ExecutorService ownExecutor() {
        return pool(2, "bingx-tyrus-");
    }

    /** Eight handshakes and requests at a time; the next one waits, which its timeout covers. */
    static ExecutorService ownBlocking() {
        return pool(8, "bingx-tyrus-io-");
    }

    private static ExecutorService pool(int size, String name) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                // Without a limit of its own: a connection has a handful of tasks at a time, a request two.
                new LinkedBlockingQueue<>(),
                task -> daemon(task, name + count.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static ScheduledExecutorService ownTimer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, task -> daemon(task, "bingx-tyrus-timer"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}

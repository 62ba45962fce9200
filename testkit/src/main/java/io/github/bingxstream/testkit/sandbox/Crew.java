package io.github.bingxstream.testkit.sandbox;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The threads of one exchange: named, daemons, and all gone after {@link #dismiss}. */
final class Crew {
    /** Enough for the deepest call here; the default of 1 MB is much for hundreds of sockets. */
    private static final long STACK_BYTES = 256 * 1024L;

    private final String name;

    /** Who was hired and has not ended, and some who have: who took himself off the list would be off it before he has ended. */
    private final Set<Thread> members = ConcurrentHashMap.newKeySet();

    private final AtomicLong hired = new AtomicLong();
    private final ScheduledThreadPoolExecutor timer;

    Crew(String name) {
        this.name = name;
        timer = new ScheduledThreadPoolExecutor(1, task -> member("timer", task));
        timer.setRemoveOnCancelPolicy(true);
    }

    Thread start(String role, Runnable task) {
        Thread thread = member(role, task);
        thread.start();
        return thread;
    }

    /** Does something once, later, on the timer thread, where nothing may block. After {@link #dismiss}: never. */
    void later(Duration delay, Runnable task) {
        try {
            var unused = timer.schedule(loud(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException dismissed) {
            return;
        }
    }

    /** Does something again and again on the timer thread, until the future is cancelled. */
    Future<?> every(Duration period, Runnable task) {
        try {
            return timer.scheduleAtFixedRate(loud(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException dismissed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Interrupts all and waits for their end, at most so long. Whoever calls from a member does not wait for itself. */
    void dismiss(Duration patience) {
        timer.shutdownNow();
        members.forEach(Thread::interrupt);
        members.remove(Thread.currentThread());
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        forgetWhoHasEnded();
        while (!members.isEmpty() && System.nanoTime() < deadline) {
            for (Thread member : members) {
                try {
                    member.join(10);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            forgetWhoHasEnded();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetWhoHasEnded() {
        members.removeIf(member -> member.getState() == Thread.State.TERMINATED);
    }

    private Thread member(String role, Runnable task) {
        String title = name + "-" + role + "-" + hired.incrementAndGet();
        Thread thread = new Thread(null, task, title, STACK_BYTES);
        thread.setDaemon(true);
        forgetWhoHasEnded();
        members.add(thread);
        return thread;
    }

    /** An executor would swallow the exception and silently stop repeating. */
    private static Runnable loud(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        };
    }
}

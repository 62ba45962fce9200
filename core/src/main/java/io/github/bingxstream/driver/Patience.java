package io.github.bingxstream.driver;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting that an interrupt does not cut short: it is kept for whoever waits next. */
final class Patience {

    private Patience() {}

    /** Waits until a future is done, or {@link System#nanoTime()} has reached the deadline. */
    static void await(CompletableFuture<?> future, long deadline) {
        boolean interrupted = false;
        long left = deadline - System.nanoTime();
        while (!future.isDone() && left > 0) {
            try {
                future.get(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                break;
            }
            left = deadline - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

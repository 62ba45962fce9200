package io.github.bingxstream.testkit.transport;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Does something on a thread of its own, so that a test is not stuck when it takes for ever. */
final class Elsewhere {

    private Elsewhere() {}

    static <T> CompletableFuture<T> call(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        start(() -> {
            try {
                result.complete(task.call());
            } catch (Exception | AssertionError failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    static CompletableFuture<Void> run(Runnable task) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        start(() -> {
            try {
                task.run();
                result.complete(null);
            } catch (RuntimeException | AssertionError failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    static Thread start(Runnable task) {
        Thread thread = new Thread(task, "contract-elsewhere");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}

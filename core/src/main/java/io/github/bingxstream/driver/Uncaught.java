package io.github.bingxstream.driver;

/** Failures that nobody waits for go where the thread's own would go, and whoever has reported one goes on. */
final class Uncaught {

    private Uncaught() {}

    static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable alsoFailed) {
            // A handler that throws has had its say; what comes next must not depend on it.
            failure.addSuppressed(alsoFailed);
        }
    }
}

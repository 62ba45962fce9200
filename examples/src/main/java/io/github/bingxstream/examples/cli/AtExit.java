package io.github.bingxstream.examples.cli;

/** Something to do if the process is told to end while a command runs; taken back when the command is done. */
final class AtExit {

    private final Thread hook;

    private AtExit(Runnable task) {
        hook = new Thread(task, "at-exit");
    }

    static AtExit run(Runnable task) {
        AtExit atExit = new AtExit(task);
        Runtime.getRuntime().addShutdownHook(atExit.hook);
        return atExit;
    }

    /** Takes it back; does nothing once the process is ending, for then it runs already. */
    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return;
        }
    }
}

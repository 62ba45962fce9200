package io.github.bingxstream.testkit.transport;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Reads everything that anybody logs, at every level, and what exceptions nobody caught would print. */
final class LogTrap extends Handler {

    private final Logger root = Logger.getLogger("");
    private final @Nullable Level levelBefore = root.getLevel();
    private final Thread.@Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<String> lines = new ArrayList<>();

    private LogTrap() {}

    static LogTrap set() {
        LogTrap trap = new LogTrap();
        trap.setLevel(Level.ALL);
        trap.root.addHandler(trap);
        trap.root.setLevel(Level.ALL);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> trap.add(print(failure)));
        return trap;
    }

    @Override
    public void publish(LogRecord message) {
        // The test framework's own log is none of our business.
        String logger = message.getLoggerName();
        if (logger == null || !logger.startsWith("org.junit")) {
            add(formatter.format(message));
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns all that is printed of an exception, causes and suppressed ones included. */
    static String print(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(levelBefore);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}

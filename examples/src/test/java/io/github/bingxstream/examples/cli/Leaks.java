package io.github.bingxstream.examples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * Looks for secrets in what the tests make the program say: planted ones, and whatever looks like a signature or a listen key,
 * which are 64 hex digits both.
 */
final class Leaks {

    static final String API_KEY = "planted-api-key-5f1c0a";
    static final String SECRET_KEY = "planted-secret-key-9be27d";

    /** What is said in this JVM, by every test. */
    static final Leaks OF_THIS_PROCESS = new Leaks();

    private static final Pattern LIKE_A_SECRET = Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])");

    private final Set<String> planted = ConcurrentHashMap.newKeySet();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();

    Leaks() {
        planted.add(API_KEY);
        planted.add(SECRET_KEY);
    }

    /** From now on this must not be said. */
    void plant(String secret) {
        planted.add(secret);
    }

    void look(String where, String said) {
        if (planted.stream().anyMatch(said::contains)
                || LIKE_A_SECRET.matcher(said).find()) {
            findings.add(where + " said: " + said);
        }
    }

    /** Returns what was found since the last call. */
    List<String> found() {
        List<String> found = List.copyOf(findings);
        findings.removeAll(found);
        return found;
    }

    /** Returns a handler that looks at all there is in a log record. */
    Handler handler() {
        return new Handler() {
            @Override
            public void publish(LogRecord message) {
                String where = "the logger " + message.getLoggerName();
                look(where, String.valueOf(message.getMessage()));
                if (message.getParameters() != null) {
                    look(where, Arrays.deepToString(message.getParameters()));
                }
                if (message.getThrown() != null) {
                    StringWriter trace = new StringWriter();
                    message.getThrown().printStackTrace(new PrintWriter(trace, true));
                    look(where, trace.toString());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}

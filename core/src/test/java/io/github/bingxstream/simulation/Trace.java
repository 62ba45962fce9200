package io.github.bingxstream.simulation;

import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What happened: the last lines of it, made readable only when somebody reads them, and a fingerprint of all of it. */
final class Trace {

    private static final int LINES_MAX = 400;
    private static final int LINE_LENGTH_MAX = 400;

    private final long[] times = new long[LINES_MAX];
    private final Object[] whats = new Object[LINES_MAX];
    private final Optional<Consumer<String>> reader;
    private long count;
    private long hash = 1;

    Trace(Optional<Consumer<String>> reader) {
        this.reader = reader;
    }

    void input(long at, SessionInput input) {
        // What an input says is expensive to tell apart, and shows in what the session does about it.
        add(at, input, input.getClass().getName().hashCode());
    }

    void action(long at, SessionAction action) {
        // A ledger grows all day, and saves come often.
        if (action instanceof SessionAction.SaveCheckpoint save) {
            add(at, save.position().completeUntil(), 1);
        } else {
            add(at, action, action.hashCode());
        }
    }

    void fault(long at, Fault fault) {
        add(at, fault, fault.name().hashCode());
    }

    void say(long at, String what) {
        add(at, what, what.hashCode());
    }

    private void add(long at, Object what, int print) {
        int slot = (int) (count++ % LINES_MAX);
        times[slot] = at;
        whats[slot] = what;
        hash = (hash * 31 + at) * 31 + print;
        reader.ifPresent(lines -> lines.accept(line(slot)));
    }

    private String line(int slot) {
        Object what = whats[slot];
        String kind = what instanceof SessionAction ? "    -> " : what instanceof Fault ? " !! " : " ";
        String text = Agenda.clock(times[slot]) + kind + what;
        return text.length() > LINE_LENGTH_MAX ? text.substring(0, LINE_LENGTH_MAX) + "…" : text;
    }

    /** Returns the last lines, oldest first. */
    List<String> tail() {
        List<String> lines = new ArrayList<>();
        for (long i = Math.max(0, count - LINES_MAX); i < count; i++) {
            lines.add(line((int) (i % LINES_MAX)));
        }
        return lines;
    }

    long hash() {
        return hash;
    }
}

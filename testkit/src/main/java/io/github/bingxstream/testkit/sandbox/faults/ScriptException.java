package io.github.bingxstream.testkit.sandbox.faults;

/** A script that nobody can follow; the message names the line and what to say instead. */
public final class ScriptException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;

    ScriptException(int line, String message) {
        super("line " + line + ": " + message);
        this.line = line;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }
}

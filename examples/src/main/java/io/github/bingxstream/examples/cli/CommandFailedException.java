package io.github.bingxstream.examples.cli;

/** Ends a command with an exit code and one line for the user. */
final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String line;

    CommandFailedException(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
        this.line = line;
    }

    String line() {
        return line;
    }

    int exitCode() {
        return exitCode;
    }
}

package io.github.bingxstream.examples.cli;

/** What the process ends with; scripts depend on it. */
final class ExitCode {

    static final int DONE = 0;
    static final int UNEXPECTED = 1;
    static final int BAD_USAGE = 2;
    static final int REFUSED = 3;
    static final int UNREACHABLE = 4;

    private ExitCode() {}
}

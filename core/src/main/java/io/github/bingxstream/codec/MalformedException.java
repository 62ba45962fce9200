package io.github.bingxstream.codec;

/** A message that does not say what it must. It never leaves this package. */
final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Takes what was wrong, in words for people. Names out of the message may be part of it. */
    MalformedException(String why) {
        // Nobody reads the stack, and a flood of bad messages should cost little.
        super(Redaction.excerpt(why), null, false, false);
    }

    /** Returns what was wrong, in one line of at most 200 characters without secrets. */
    String why() {
        return String.valueOf(getMessage());
    }
}

package io.github.bingxstream.domain;

/** What a client does about a refusal. */
public enum Treatment {
    /** Trying again cannot help: the user must change something. */
    FATAL,
    /** The listen key is dead: discard it and generate one. */
    KEY_DEAD,
    /** The clocks disagree: ask the exchange for its time, sign again, try once more. */
    RESYNC_CLOCK,
    /** Too much, or too busy: wait, then try again. */
    BACK_OFF,
    /** What was asked for does not exist. */
    NOT_FOUND,
    /** The request itself is wrong: the same request will be refused again. */
    BAD_REQUEST,
    /** Of no consequence. */
    IGNORE
}

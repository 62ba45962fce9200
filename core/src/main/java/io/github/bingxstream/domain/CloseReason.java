package io.github.bingxstream.domain;

/** Who ended a stream. */
public enum CloseReason {
    /** The user closed it. */
    BY_USER,
    /** The exchange refused in a way that trying again cannot help. */
    REFUSED,
    /** What the stream runs on was taken away, or broke: an executor shut down, a port that threw an error. */
    BROKEN
}

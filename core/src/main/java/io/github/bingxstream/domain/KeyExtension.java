package io.github.bingxstream.domain;

/** What became of the extension of a listen key that was not refused. */
public enum KeyExtension {
    /** The key is valid for 60 minutes from the call. */
    EXTENDED,
    /** HTTP 204, which the documentation explains in two contradictory ways: try again within a minute. */
    UNCERTAIN,
    /** The key does not exist any more: generate one and connect anew. */
    GONE
}

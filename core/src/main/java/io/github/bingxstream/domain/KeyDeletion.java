package io.github.bingxstream.domain;

/** What became of the deletion of a listen key that was not refused. */
public enum KeyDeletion {
    DELETED,
    /** There was no such key. */
    GONE
}

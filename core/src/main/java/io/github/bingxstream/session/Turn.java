package io.github.bingxstream.session;

/**
 * What a session does only when its turn comes, because all streams of an address share what the exchange allows: in the order
 * of urgency.
 */
public enum Turn {
    /** To extend its listen key, without which the stream dies. */
    EXTENSION,
    /** To generate a listen key and to connect with it. */
    CONNECTION,
    /** To begin a round of questions while a gap is open, or something seems to be amiss. */
    REPAIR,
    /** To begin a round of questions while all seems to be well. */
    AUDIT
}

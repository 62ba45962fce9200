package io.github.bingxstream.domain;

/** Why something may have been missed. */
public enum GapReason {
    /** The stream has just been opened: what stands is being asked for. The first gap of every stream. */
    STARTING,
    /** The stream was opened with a checkpoint: what happened since then is being asked for. */
    RESUMED,
    /** The connection was lost or closed. */
    CONNECTION_LOST,
    /** The server said nothing for longer than the silence limit. */
    SILENCE,
    /** The listen key expired or was found dead. */
    LISTEN_KEY_DEAD,
    /** A message could not be decoded. */
    UNDECODABLE,
    /** More came than the user's sink took, and the bounded queue was full. */
    OVERFLOW,
    /** An order has more filled than its fills that came: at least one is missing. */
    FILL_MISSING,
    /** A balance moved because of an order, and no order update came with it. */
    ORDER_MISSING,
    /** REST tells of something that the stream had not told in good time. */
    AUDIT
}

package io.github.bingxstream.domain;

/** Why something may have been missed. */
public enum GapReason {
    /** The connection was lost or closed. */
    CONNECTION_LOST,
    /** The server said nothing for longer than the silence limit. */
    SILENCE,
    /** The listen key expired or was found dead. */
    LISTEN_KEY_DEAD,
    /** A message could not be decoded. */
    UNDECODABLE,
    /** More came than the user's sink took, and the bounded queue was full. */
    OVERFLOW
}

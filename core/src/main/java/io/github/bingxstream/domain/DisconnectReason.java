package io.github.bingxstream.domain;

/** Why the stream is not connected, or why an attempt to connect came to nothing. */
public enum DisconnectReason {
    /** The server closed the connection with a close frame. */
    CLOSED_BY_SERVER,
    /** The connection broke without a close frame. */
    LOST,
    /** The server said nothing for longer than the silence limit. */
    SILENT,
    /** The server broke the WebSocket protocol or sent a message beyond the size limit. */
    PROTOCOL_VIOLATION,
    /** The server refused the WebSocket handshake. */
    HANDSHAKE_REFUSED,
    /** No host could be reached. */
    UNREACHABLE,
    /** The exchange refused to generate a listen key, or to subscribe, for now. */
    REFUSED,
    /** An answer did not come in time: a listen key, a handshake or an acknowledgement. */
    NO_ANSWER,
    /** The listen key expired, or was not found when it should have been extended. */
    LISTEN_KEY_DEAD,
    /** Frames were lost on it, and a new listen key was not to be had. */
    FRAMES_LOST,
    /** The user wanted a new connection. */
    RECONNECT_WANTED,
    /** Another stream of the same account gave the connection up, which they share, or found its listen key dead. */
    GIVEN_UP,
    /** Our own side failed. */
    LOCAL_FAILURE
}

package io.github.bingxstream.testkit.sandbox;

/** One kind of fault that was counted when it really happened: see {@link SandboxExchange#marks()}. */
public enum Mark {
    /** A pushed frame was not sent to anybody. */
    FRAME_WITHHELD,
    /** A pushed frame was sent with a body that no decompressor accepts. */
    FRAME_CORRUPTED,
    /** A pushed frame was sent twice. */
    FRAME_DUPLICATED,
    /** A pushed frame was sent later, behind frames that came after it. */
    FRAME_DELAYED,
    /** A pushed frame went to one of several sockets of its key. */
    FRAME_SPLIT,
    /** A heartbeat was due and not sent. */
    HEARTBEAT_OMITTED,
    /** A stream's connection was dropped without a close frame. */
    CONNECTION_DROPPED,
    /** A stream's connection was reset. */
    CONNECTION_RESET,
    /** A stream was closed in order. */
    CONNECTION_CLOSED,
    /** A handshake was refused because the test wished it. */
    HANDSHAKE_REFUSED,
    /** A living listen key was killed. */
    LISTEN_KEY_KILLED,
    /** A query was answered from a state older than the truth, something having happened since. */
    QUERY_LAGGED,
    /** The answer to a query was held back. */
    QUERY_HELD,
    /** A query was refused, with an HTTP status or with 100410. */
    QUERY_REFUSED
}

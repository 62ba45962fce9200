package io.github.bingxstream.testkit.sandbox.faults;

/**
 * One kind of fault that was counted when it really happened: see {@code SandboxExchange.marks()}. Whatever is done to a
 * frame counts once, however many sockets would have heard it; whatever is done to connections counts for each.
 */
public enum Mark {
    /** A frame was not sent to anybody. */
    FRAME_WITHHELD,
    /** A frame was sent twice. */
    FRAME_DUPLICATED,
    /** A frame was kept until another one has overtaken it. */
    FRAME_REORDERED,
    /** A frame was sent later, behind frames that came after it. */
    FRAME_DELAYED,
    /** A frame was sent with a body that no decompressor accepts. */
    FRAME_CORRUPTED,
    /** A frame was sent with the first half of its compressed body. */
    FRAME_TRUNCATED,
    /** A message was sent in several frames. */
    FRAME_FRAGMENTED,
    /** A frame was sent byte by byte. */
    FRAME_DRIPPED,
    /** The connection ended in the middle of a frame. */
    FRAME_CUT,
    /** A frame went to one of several sockets of its key: not a fault but {@code Quirk.SPLIT_DELIVERY}. */
    FRAME_SPLIT,
    /** A call or handshake was refused with an HTTP status and JSON. */
    CALL_REFUSED,
    /** A call or handshake was answered by a page of a firewall. */
    CALL_BLOCKED,
    /** A call or handshake was answered with 100410. */
    CALL_BANNED,
    /** A call or handshake was sent elsewhere. */
    CALL_REDIRECTED,
    /** A call or handshake found its connection closed instead of an answer, and did nothing. */
    CALL_DROPPED,
    /** A call or handshake found its connection reset instead of an answer, and did nothing. */
    CALL_RESET,
    /** An answer was held back. */
    ANSWER_HELD,
    /** An answer came later. */
    ANSWER_DELAYED,
    /** An answer came with a body that is no JSON. */
    ANSWER_CORRUPTED,
    /** The connection ended in the middle of an answer. */
    ANSWER_CUT,
    /** An answer came byte by byte. */
    ANSWER_DRIPPED,
    /** A stream's connection was dropped without a close frame. */
    CONNECTION_DROPPED,
    /** A stream's connection was reset. */
    CONNECTION_RESET,
    /** A stream was closed in order. */
    CONNECTION_CLOSED,
    /** Nothing more was written to a stream, for a time. */
    CONNECTION_STALLED,
    /** Nothing more was read from a stream, for a time. */
    CONNECTION_DEAFENED,
    /** A stream was left for dead without being told. */
    CONNECTION_HALF_OPEN,
    /** A stream was flooded. */
    CONNECTION_FLOODED,
    /** A stream got a frame that swells when it is inflated. */
    CONNECTION_BOMBED,
    /** A stream got bytes that are no frame. */
    CONNECTION_GARBLED,
    /** A living listen key expired before its time. */
    LISTEN_KEY_EXPIRED,
    /** A living listen key was killed without a word. */
    LISTEN_KEY_KILLED,
    /** A query was answered from a state older than the truth, something having happened since. */
    QUERY_LAGGED,
    /** The exchange's clock was set wrong. */
    CLOCK_SKEWED
}

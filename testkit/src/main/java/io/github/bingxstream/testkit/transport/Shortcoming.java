package io.github.bingxstream.testkit.transport;

/**
 * Something in a contract that a library may make impossible. Who has one declares it with the reason; the tests that need
 * it are then skipped aloud, never overridden with an empty body.
 */
public enum Shortcoming {
    /** FT-3: a close frame without a code is reported as if it had one. */
    CANNOT_TELL_A_MISSING_CLOSE_CODE,
    /** FT-3: a wrong answer to the handshake is reported as a refusal, with a status that nobody sent. */
    MAKES_UP_A_HANDSHAKE_STATUS,
    /** FT-3: some violations of the WebSocket protocol go unnoticed. */
    TAKES_MASKED_FRAMES,
    /** FT-3: a finish without a close frame may go unnoticed if it comes right behind a frame. */
    MAY_MISS_A_FINISH_BEHIND_A_FRAME,
    /** FT-6: the socket is cut right behind our close frame. */
    DOES_NOT_WAIT_FOR_THE_PEERS_CLOSE,
    /** FT-11: a socket whose peer has stopped reading outlives its connection. */
    CANNOT_CUT_A_STALLED_SOCKET,
    /** HT-3: a POST, PUT or DELETE may reach the peer twice when the connection is cut before an answer. */
    REPEATS_A_CUT_REQUEST
}

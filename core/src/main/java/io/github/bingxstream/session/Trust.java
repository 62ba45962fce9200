package io.github.bingxstream.session;

import io.github.bingxstream.domain.DisconnectReason;

/** What a session that leaves a connection knows of it, for other streams may use the same one. */
public enum Trust {
    /** It may have lost something, or will tell nothing more: nobody shall call complete what comes over it. */
    NONE,
    /** It did not answer. Whether that is its fault or the request's, those know whom it serves. */
    DOUBT,
    /** Nothing is wrong with it. */
    FULL;

    /** A refusal is an answer, and says nothing about the connection that brings it. */
    static Trust after(DisconnectReason reason) {
        return switch (reason) {
            case REFUSED -> FULL;
            case NO_ANSWER -> DOUBT;
            default -> NONE;
        };
    }
}

package io.github.bingxstream.domain;

/**
 * Something broke before the exchange could say yes or no.
 *
 * @param kind what broke
 * @param detail what happened, in one line for people; carries no URL and no secret
 */
public record Failure(Kind kind, String detail) {

    /** What broke. */
    public enum Kind {
        /** No host answered: name not resolved, connection refused, TLS failed, or no answer in time. */
        UNREACHABLE,
        /** An answer came that cannot be understood. */
        MALFORMED_ANSWER,
        /** Our own side failed: the signer threw, or the call was cancelled by closing. */
        LOCAL
    }
}

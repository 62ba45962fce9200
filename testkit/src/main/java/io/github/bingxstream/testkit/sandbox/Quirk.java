package io.github.bingxstream.testkit.sandbox;

/**
 * One thing about the real exchange that nobody knows, or that differs between sources, turned the other way.
 *
 * <p>With no quirk on, the sandbox behaves as the best evidence says. A client is right when it works with any set of them.
 */
public enum Quirk {
    /** POST makes a new listen key although one is alive; else it returns the living one. */
    NEW_KEY_ON_EVERY_POST,
    /** A new listen key kills the older ones of the account. */
    NEW_KEY_KILLS_OLD,
    /** POST returns the living listen key without renewing its hour. */
    POST_DOES_NOT_EXTEND,
    /** POST answers {@code {"code":0,"msg":"","data":{"listenKey":…}}} instead of the bare object. */
    ENVELOPED_LISTEN_KEY,
    /** PUT and DELETE answer {@code {"code":0,"msg":"","data":{}}} instead of an empty body. */
    ENVELOPED_KEY_OUTCOME,
    /** Listen-key calls are accepted without signature and timestamp, as older clients make them. */
    UNSIGNED_LISTEN_KEY_CALLS,
    /** A listen key dies without {@code listenKeyExpired} being pushed. */
    SILENT_EXPIRY,
    /** A handshake with an unknown or dead listen key is refused with HTTP 401; else accepted and silent. */
    DEAD_KEY_REFUSED,
    /** Of several sockets of one listen key each push goes to one, as was seen on swap; else to all of them. */
    SPLIT_DELIVERY,
    /** DELETE closes the sockets of the listen key; else they stay open and silent. */
    DELETE_CLOSES_SOCKETS,
    /** Only an answer of the same form, and of the same id if JSON, counts as an answer to a heartbeat. */
    STRICT_PONG,
    /** {@code wb} and {@code cw} mean free and locked together; else free alone. */
    WALLET_BALANCE_IS_TOTAL,
    /** The balance push comes before the execution report of the same change. */
    BALANCE_BEFORE_ORDER,
    /** The {@code INIT} push comes before the ack of the subscription. */
    INIT_BEFORE_ACK,
    /** {@code INIT} leaves assets out of which the account holds nothing. */
    INIT_OMITS_ZEROS,
    /** Execution reports without the undocumented members {@code u mu U A ws} that appeared in 2025. */
    PLAIN_REPORTS,
    /** REST fills carry exact decimals; else {@code quoteQty} and {@code commission} with binary noise, as observed. */
    EXACT_REST_DECIMALS
}

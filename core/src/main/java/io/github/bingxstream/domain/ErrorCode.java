package io.github.bingxstream.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The exchange's error codes that matter to an account stream, with meaning and remedy.
 *
 * <p>The exchange reuses numbers: the same code may mean one thing over REST and another in an acknowledgement. Meaning
 * and treatment here are those of listen-key, account and subscribe calls. Sources: "Error codes" of the REST and
 * WebSocket documentation, where they differ the behaviour that was observed.
 */
public enum ErrorCode {
    WRONG_SIGNATURE(
            100001, "the signature is wrong", Treatment.FATAL, "check that the secret key belongs to this API key"),
    NO_PERMISSION(
            100004,
            "the API key lacks a permission",
            Treatment.FATAL,
            "give the API key the permission 'Read' in the exchange's API management"),
    NO_DATA(100204, "no data, or the time span is too wide", Treatment.BAD_REQUEST, "ask for a shorter time span"),
    REPEATED(100205, "a repeated request", Treatment.IGNORE, "nothing to do"),
    BAD_PARAMETER(
            100400,
            "a parameter is wrong or names nothing",
            Treatment.BAD_REQUEST,
            "check spelling and range of the parameters, symbols above all"),
    NOT_AUTHENTICATED(
            100401,
            "authentication failed, or the listen key has expired",
            Treatment.KEY_DEAD,
            "a new listen key is generated; if that is refused too, check the API key"),
    NOT_AUTHORISED(
            100403,
            "not authorised, or not the main account",
            Treatment.FATAL,
            "use an API key of an account that may do this"),
    NO_SUCH_ORDER(100404, "the order or the path does not exist", Treatment.NOT_FOUND, "check symbol and order id"),
    RATE_LIMITED(
            100410,
            "too many requests, or a pause after repeated errors",
            Treatment.BACK_OFF,
            "wait; share one StreamRuntime among all streams of the process"),
    SIGNATURE_MISSING(
            100412, "the signature is missing", Treatment.FATAL, "sign the request: supply a Signer that returns text"),
    WRONG_API_KEY(
            100413,
            "the API key is missing or wrong",
            Treatment.FATAL,
            "check BINGX_API_KEY, and that the key was made for this environment (live or simulated)"),
    ACCOUNT_ABNORMAL(100414, "the account is abnormal", Treatment.FATAL, "ask the exchange's support"),
    TOO_MANY_TOPICS(
            100416, "more than 200 channels on one connection", Treatment.BAD_REQUEST, "subscribe fewer channels"),
    IP_NOT_ALLOWED(
            100419,
            "this IP address is not on the API key's whitelist",
            Treatment.FATAL,
            "add the address in the exchange's API management"),
    TIMESTAMP_OUTSIDE_WINDOW(
            100421,
            "the timestamp is missing or outside the receive window",
            Treatment.RESYNC_CLOCK,
            "set this machine's clock (NTP)"),
    IDENTITY_CHECK(100441, "an identity check is required", Treatment.FATAL, "complete it on the exchange's site"),
    INTERNAL(100500, "the exchange failed internally", Treatment.BACK_OFF, "wait"),
    BUSY(100503, "the exchange is busy", Treatment.BACK_OFF, "wait"),
    UNAVAILABLE(80012, "the service is unavailable", Treatment.BACK_OFF, "wait"),
    INVALID_PARAMETER(80014, "a parameter is invalid", Treatment.BAD_REQUEST, "check the parameters"),
    UNKNOWN_CHANNEL(
            80015,
            "the channel does not exist",
            Treatment.BAD_REQUEST,
            "check that the WebSocket URL is that of the spot market"),
    ORDER_NOT_FOUND(80016, "the order does not exist", Treatment.NOT_FOUND, "check symbol and order id"),
    RATE_LIMITED_FUTURES(109429, "too many requests", Treatment.BACK_OFF, "wait"),
    INTERNAL_FUTURES(109500, "the exchange failed internally", Treatment.BACK_OFF, "wait");

    private static final Map<Integer, ErrorCode> BY_NUMBER = new HashMap<>();

    static {
        for (ErrorCode code : values()) {
            BY_NUMBER.put(code.number, code);
        }
    }

    private final int number;
    private final String meaning;
    private final Treatment treatment;
    private final String remedy;

    ErrorCode(int number, String meaning, Treatment treatment, String remedy) {
        this.number = number;
        this.meaning = meaning;
        this.treatment = treatment;
        this.remedy = remedy;
    }

    /** Returns the catalogue's entry for a number, or empty when it has none. */
    public static Optional<ErrorCode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    public Treatment treatment() {
        return treatment;
    }

    /** Returns what the user can do about it. */
    public String remedy() {
        return remedy;
    }
}

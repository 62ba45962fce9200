package io.github.bingxstream.rest;

import io.github.bingxstream.domain.Treatment;

/**
 * What an HTTP status means when the body has no error code. Without a code there is no proof that the exchange itself
 * spoke (it may have been a firewall, a proxy or a login page on the way), so that nothing here is fatal.
 */
enum StatusMeaning {
    UNAUTHORIZED(
            "the call was not authenticated, and no error code says why",
            "check the API key, and whether a proxy asks for a login; it is tried again",
            Treatment.BACK_OFF),
    /** "Usually a five-minute ban, longer if repeated", FAQ. Some regions are refused for ever. */
    FIREWALL(
            "the exchange's firewall blocked this IP address, usually for five minutes",
            "wait five minutes; if it stays, send fewer requests, or check that the exchange serves this region",
            Treatment.BACK_OFF),
    NOT_FOUND(
            "the path does not exist on this host",
            "check the configured hosts: a live or simulated REST host of the exchange is expected",
            Treatment.NOT_FOUND),
    TIMED_OUT("the host gave up waiting for the request", "check the network; it is tried again", Treatment.BACK_OFF),
    BANNED(
            "this IP address is banned, because requests went on after the exchange had said they were too many",
            "wait five minutes, and share one RequestBudget among all streams of the process",
            Treatment.BACK_OFF),
    TOO_MANY(
            "too many requests",
            "wait, and share one RequestBudget among all streams of the process",
            Treatment.BACK_OFF),
    OUTCOME_UNKNOWN(
            "the exchange's gateway got no answer in time: whether the call was carried out is unknown",
            "wait; all calls made here are harmless to repeat",
            Treatment.BACK_OFF),
    SERVER_FAILED("the exchange failed internally", "wait", Treatment.BACK_OFF),
    BAD_REQUEST("the request was refused without an error code", "check the parameters", Treatment.BAD_REQUEST),
    ELSEWHERE(
            "the host sent us elsewhere instead of answering, as login pages of networks do",
            "check the configured hosts and whether this network asks for a login",
            Treatment.BACK_OFF);

    private final String meaning;
    private final String remedy;
    private final Treatment treatment;

    StatusMeaning(String meaning, String remedy, Treatment treatment) {
        this.meaning = meaning;
        this.remedy = remedy;
        this.treatment = treatment;
    }

    /** Returns the meaning of a status that is no success. */
    static StatusMeaning of(int status) {
        return switch (status) {
            case 401, 407 -> UNAUTHORIZED;
            case 403 -> FIREWALL;
            case 404 -> NOT_FOUND;
            case 408 -> TIMED_OUT;
            case 418 -> BANNED;
            case 429 -> TOO_MANY;
            case 504 -> OUTCOME_UNKNOWN;
            default -> status >= 500 ? SERVER_FAILED : status >= 400 ? BAD_REQUEST : ELSEWHERE;
        };
    }

    String meaning() {
        return meaning;
    }

    String remedy() {
        return remedy;
    }

    Treatment treatment() {
        return treatment;
    }
}

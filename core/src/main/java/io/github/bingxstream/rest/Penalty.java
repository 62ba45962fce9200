package io.github.bingxstream.rest;

import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The pause that a refusal asks of every call like it, not just of the one refused. Going on would lengthen a ban.
 *
 * @param length how long
 */
record Penalty(Scope scope, Duration length) {

    /** Which calls pause. */
    enum Scope {
        /** Calls of the group in the name of the API key; all of the group if it was not the only key that was refused. */
        KEY,
        /** Calls of the group. */
        GROUP,
        /** All calls: the IP address is blocked. */
        ADDRESS
    }

    /**
     * Where the exchange did not say when it releases: the longest window that any of its documents counts in (100 calls in
     * 10 s, 2024 documentation), after which every counter is empty.
     */
    static final Duration UNTOLD = Duration.ofSeconds(10);

    /**
     * Returns the pause, or empty when the refusal is not about too many requests.
     *
     * <p>The limits of an API key and of an address are independent and trip the same code ("Rate limits", 2026 documentation).
     * A status comes from what stands before the exchange, and counts addresses.
     *
     * @param now the exchange's time
     */
    static Optional<Penalty> of(Refusal refusal, Instant now) {
        int code = refusal.code().orElse(0);
        int status = refusal.httpStatus().orElse(0);
        boolean banned = status == 418 || (status == 403 && code == 0);
        boolean limited = status == 429
                || code == ErrorCode.RATE_LIMITED.number()
                || code == ErrorCode.RATE_LIMITED_FUTURES.number();
        if (!banned && !limited) {
            return Optional.empty();
        }
        Duration length =
                refusal.retryAt().map(release -> Duration.between(now, release)).orElse(banned ? Verdict.BAN : UNTOLD);
        Scope scope = banned ? Scope.ADDRESS : status == 429 ? Scope.GROUP : Scope.KEY;
        return Optional.of(new Penalty(scope, length));
    }
}

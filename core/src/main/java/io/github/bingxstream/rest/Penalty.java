package io.github.bingxstream.rest;

import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The pause that a refusal asks of every call like it, not just of the one refused. Going on would lengthen a ban.
 *
 * @param wholeAddress whether it is the IP address that is blocked, and not one group of calls
 * @param length how long
 */
record Penalty(boolean wholeAddress, Duration length) {

    /**
     * Where the exchange did not say when it releases: the longest window that any of its documents counts in (100 calls in
     * 10 s, 2024 documentation), after which every counter is empty.
     */
    static final Duration UNTOLD = Duration.ofSeconds(10);

    /**
     * Returns the pause, or empty when the refusal is not about too many requests.
     *
     * <p>A refused group is paused for all API keys: the limits of a key and of an address trip the same code, and nothing
     * in the answer tells which it was.
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
        return Optional.of(new Penalty(banned, length));
    }
}

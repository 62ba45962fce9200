package io.github.bingxstream.rest;

import io.github.bingxstream.codec.RestAnswers.Envelope;
import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.Treatment;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a success from a refusal, by status and body together.
 *
 * <p>Most errors come with HTTP 200 and a code in the body, some with 4xx and the same body, and the firewall's with HTML.
 * So a code other than zero wins; without one, the status decides. A missing code is no error: the bare listen-key answer
 * has none.
 */
final class Verdict {

    /** The longest wait that we believe the exchange, whose clock or ours may be wrong. Bans last five minutes. */
    static final Duration RELEASE_MAX = Duration.ofMinutes(15);

    /** "Usually a five-minute ban", FAQ. */
    static final Duration BAN = Duration.ofMinutes(5);

    private static final int BANNED = 418;
    private static final int FIREWALL = 403;
    private static final Pattern EPOCH_MILLIS = Pattern.compile("(?<!\\d)\\d{13}(?!\\d)");

    private Verdict() {}

    /**
     * Judges an answer.
     *
     * @param now the exchange's time
     * @return the refusal, or empty when the answer is a success
     */
    static Optional<Refusal> refusal(
            Endpoint endpoint, int status, Option<Envelope> envelope, Redaction redaction, Instant now) {
        String message = envelope.map(Envelope::message).getOrElse("");
        OptionalInt code = envelope.map(Envelope::code).getOrElse(OptionalInt.empty());
        if (code.isPresent() && code.getAsInt() != 0) {
            return Optional.of(byCode(endpoint, code.getAsInt(), status, message, redaction, now));
        }
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        return Optional.of(byStatus(status, message, redaction, now));
    }

    private static Refusal byCode(
            Endpoint endpoint, int code, int status, String message, Redaction redaction, Instant now) {
        Optional<ErrorCode> known = ErrorCode.of(code);
        Treatment treatment = known.map(each -> treatment(endpoint, each)).orElseGet(() -> ofUnknown(code, status));
        return new Refusal(
                OptionalInt.of(code),
                OptionalInt.of(status),
                redaction.clean(message),
                known.map(ErrorCode::meaning).orElse("an error code that this library does not know"),
                known.map(ErrorCode::remedy)
                        .orElse("see the exchange's error codes; report the code if it is missing there"),
                treatment,
                treatment == Treatment.BACK_OFF ? retryAt(status, message, now) : Optional.empty());
    }

    private static Refusal byStatus(int status, String message, Redaction redaction, Instant now) {
        StatusMeaning known = StatusMeaning.of(status);
        return new Refusal(
                OptionalInt.empty(),
                OptionalInt.of(status),
                redaction.clean(message),
                known.meaning(),
                known.remedy(),
                known.treatment(),
                known.treatment() == Treatment.BACK_OFF ? retryAt(status, message, now) : Optional.empty());
    }

    /**
     * Code 100401 means "authentication failed" in the documents and "listen key expired" to those who met it. A call that
     * generates a listen key sends none, so that only the API key can be meant.
     */
    private static Treatment treatment(Endpoint endpoint, ErrorCode code) {
        return code == ErrorCode.NOT_AUTHENTICATED && endpoint == Endpoint.GENERATE
                ? Treatment.FATAL
                : code.treatment();
    }

    /** The exchange's longer codes end in the HTTP status they resemble: 100404, 109429, 100503. */
    private static Treatment ofUnknown(int code, int status) {
        int resembled = code >= 100_000 ? code % 1000 : 0;
        boolean passing = status >= 500 || status == 429 || status == BANNED || resembled >= 500 || resembled == 429;
        return passing ? Treatment.BACK_OFF : Treatment.BAD_REQUEST;
    }

    private static Optional<Instant> retryAt(int status, String message, Instant now) {
        Optional<Instant> told = releaseTime(message, now);
        return told.isEmpty() && (status == FIREWALL || status == BANNED) ? Optional.of(now.plus(BAN)) : told;
    }

    /**
     * Finds the time of release in "… will be unblocked after 1727193814249", for there is no Retry-After header: the last
     * number of 13 digits, if it lies in the future, and {@link #RELEASE_MAX} away at most.
     */
    static Optional<Instant> releaseTime(String message, Instant now) {
        Optional<Instant> last = Optional.empty();
        Matcher matcher = EPOCH_MILLIS.matcher(message);
        while (matcher.find()) {
            last = Optional.of(Instant.ofEpochMilli(Long.parseLong(matcher.group())));
        }
        Instant latest = now.plus(RELEASE_MAX);
        return last.filter(now::isBefore).map(time -> time.isBefore(latest) ? time : latest);
    }
}

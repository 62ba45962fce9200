package io.github.bingxstream.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The exchange said no, and why.
 *
 * @param code the exchange's error code; empty when only an HTTP status told
 * @param httpStatus the HTTP status it came with; empty when it came over the WebSocket
 * @param message the exchange's own words on one line, cut at 300 characters; what looks like a secret is replaced
 * @param meaning what that means
 * @param remedy what the user can do about it
 * @param treatment what this library does about it
 * @param retryAt the exchange's time before which it will refuse again; empty when it did not say
 */
public record Refusal(
        OptionalInt code,
        OptionalInt httpStatus,
        String message,
        String meaning,
        String remedy,
        Treatment treatment,
        Optional<Instant> retryAt) {

    private static final int MESSAGE_MAX = 300;

    /** Any run of so many letters and digits is taken for a key or a signature: all of the exchange's are longer. */
    private static final Pattern SECRET_LIKE = Pattern.compile("[A-Za-z0-9]{32,}");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    public Refusal {
        String line = INVISIBLE.matcher(message).replaceAll(" ");
        String harmless = SECRET_LIKE.matcher(line).replaceAll("[redacted]").strip();
        message = harmless.length() > MESSAGE_MAX ? harmless.substring(0, MESSAGE_MAX) : harmless;
    }

    /** Returns the refusal that an acknowledgement on the WebSocket spells. */
    public static Refusal ofAcknowledgement(int code, String message) {
        Optional<ErrorCode> known = ErrorCode.of(code);
        return new Refusal(
                OptionalInt.of(code),
                OptionalInt.empty(),
                message,
                known.map(ErrorCode::meaning).orElse("the exchange refused to subscribe"),
                known.map(ErrorCode::remedy).orElse("look the code up in the exchange's documentation"),
                // The spot WebSocket answers with 100419 when one address has more than 60 sockets: that passes.
                code == ErrorCode.IP_NOT_ALLOWED.number()
                        ? Treatment.BACK_OFF
                        : known.map(ErrorCode::treatment).orElse(Treatment.BACK_OFF),
                Optional.empty());
    }

    /** Returns one line for people: code, meaning, the exchange's words, remedy. */
    public String describe() {
        String number = code.isPresent()
                ? "code " + code.getAsInt()
                : httpStatus.isPresent() ? "HTTP " + httpStatus.getAsInt() : "refused";
        String words = message.isBlank() ? "" : " (\"" + message + "\")";
        return number + ": " + meaning + words + ". Remedy: " + remedy;
    }
}

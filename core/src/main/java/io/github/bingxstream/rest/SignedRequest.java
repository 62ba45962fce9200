package io.github.bingxstream.rest;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.Signer;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One attempt at a call, ready to be sent. Every attempt is signed anew, for the timestamp of the last one may be stale by
 * now.
 *
 * @param http what to send
 * @param redaction takes the secrets of this request out of the answer to it
 */
record SignedRequest(HttpTransport.Request http, Redaction redaction) {

    static final String LISTEN_KEY = "listenKey";

    private static final Pattern API_KEY = Pattern.compile("[\\x21-\\x7e]{1,512}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

    /** Signs an attempt, unless the signer cannot. Every parameter travels in the query; there is never a body. */
    static Either<Failure, SignedRequest> of(
            RestSettings settings, Endpoint endpoint, CanonicalQuery parameters, URI host, Instant timestamp) {
        Map<String, String> headers = new TreeMap<>();
        settings.sourceTag().ifPresent(tag -> headers.put("X-SOURCE-KEY", tag));
        String location = host + endpoint.path();
        if (!endpoint.isSigned()) {
            return Either.right(new SignedRequest(
                    new HttpTransport.Request(endpoint.method(), URI.create(location), headers, settings.timeout()),
                    new Redaction(List.of())));
        }
        CanonicalQuery query = stamped(settings, parameters, timestamp);
        return Credential.of(settings.signer(), query.canonical()).map(credential -> {
            headers.put("X-BX-APIKEY", credential.apiKey);
            URI uri = URI.create(location + "?" + query.wire() + "&signature=" + credential.signature);
            return new SignedRequest(
                    new HttpTransport.Request(endpoint.method(), uri, headers, settings.timeout()),
                    new Redaction(List.of(credential.signature, credential.apiKey, query.value(LISTEN_KEY))));
        });
    }

    private static CanonicalQuery stamped(RestSettings settings, CanonicalQuery parameters, Instant timestamp) {
        CanonicalQuery query = parameters.with("timestamp", timestamp.toEpochMilli());
        return settings.receiveWindow().equals(RestSettings.RECEIVE_WINDOW_DEFAULT)
                ? query
                : query.with("recvWindow", settings.receiveWindow().toMillis());
    }

    /** What the signer gave. It is the user's code, so that its answers are checked before they travel in header and URL. */
    private static final class Credential {

        private final String apiKey;
        private final String signature;

        private Credential(String apiKey, String signature) {
            this.apiKey = apiKey;
            this.signature = signature;
        }

        private static Either<Failure, Credential> of(Signer signer, String canonical) {
            try {
                String apiKey = signer.apiKey();
                String signature = signer.sign(canonical);
                if (!API_KEY.matcher(apiKey).matches()) {
                    return local("the signer's API key is not 1 to 512 characters of printable ASCII");
                }
                return SIGNATURE.matcher(signature).matches()
                        ? Either.right(new Credential(apiKey, signature))
                        : local("the signer's signature is not 64 lower-case hex digits");
            } catch (RuntimeException e) {
                // The name only: the message might quote a secret.
                return local("the signer failed: " + e.getClass().getName());
            }
        }

        private static Either<Failure, Credential> local(String detail) {
            return Either.left(new Failure(Failure.Kind.LOCAL, detail));
        }
    }
}

package io.github.bingxstream.port;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Carries one HTTP request to the exchange and brings back whatever was answered. It decides nothing: retries, fallbacks
 * and meanings are the caller's.
 *
 * <ul>
 *   <li><b>Requests</b> (HT-1 to HT-4): {@link #send} returns promptly. Method, URI and headers go onto the wire exactly as given,
 *       for the raw query is signed.
 *   <li><b>Answers</b> (HT-5 to HT-11): whatever has a status line completes the stage normally, redirects included, with a body
 *       decoded as UTF-8 whatever its content type says, of 4 MiB or more.
 *   <li><b>No answer</b> (HT-12 to HT-21): if none came whole (name not resolved, refused, TLS failed, cut, too large, or the
 *       request's timeout ran out), the stage completes exceptionally with an {@link java.io.IOException}, no later than the
 *       timeout, give or take scheduling. Nothing is repeated that changes something.
 *   <li><b>Many requests</b> (HT-22 to HT-25): {@link #send} may be called by several threads at once, and from within a
 *       completing stage; none waits for another, and no thread is left.
 *   <li><b>Discretion</b> (HT-26, HT-27): the URI carries a signature and may carry a listen key: neither may reach a log or an
 *       exception.
 * </ul>
 *
 * <p>Each number is a rule with a reason and a test: see {@code docs/contract.md}.
 */
public interface HttpTransport {

    /** Sends a request. The caller owes nothing; the stage completes by itself. */
    CompletionStage<Response> send(Request request);

    /** The methods the exchange uses. */
    enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    /**
     * What to send. There is never a body: the exchange takes every parameter in the query.
     *
     * @param method the HTTP method
     * @param uri absolute, {@code http} or {@code https}; a secret, because its query is signed
     * @param headers one value a name
     * @param timeout for connecting, sending and the whole answer together
     */
    record Request(Method method, URI uri, Map<String, String> headers, Duration timeout) {

        public Request {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(uri, "uri");
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Request[" + method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath() + "]";
        }
    }

    /**
     * What was answered.
     *
     * @param status the HTTP status
     * @param headers from lower-case name to values
     * @param body the whole body as text; empty when there was none. It may hold a listen key
     */
    record Response(int status, Map<String, List<String>> headers, String body) {

        public Response {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Response[" + status + ", " + body.length() + " characters]";
        }
    }
}

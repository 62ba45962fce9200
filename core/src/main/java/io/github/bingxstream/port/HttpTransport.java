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
 *   <li><b>HT-1</b> {@link #send} returns promptly and never throws for anything the network does.
 *   <li><b>HT-2</b> Any answer that has a status line completes the stage normally, whatever the status.
 *   <li><b>HT-3</b> If no answer came (name not resolved, refused, TLS failed, cut, or the request's timeout ran out), the
 *       stage completes exceptionally with an {@link java.io.IOException}.
 *   <li><b>HT-4</b> The stage completes no later than the timeout, give or take scheduling.
 *   <li><b>HT-5</b> The URI goes onto the wire exactly as given: its raw query is signed. Redirects are not followed.
 *   <li><b>HT-6</b> A body is decoded as UTF-8 whatever its content type says. A body above the transport's limit (at
 *       least 4 MiB) counts as no answer.
 *   <li><b>HT-7</b> {@link #send} may be called by several threads at once, and from within a completing stage.
 *   <li><b>HT-8</b> The URI carries a signature and may carry a listen key: neither may reach a log or an exception.
 * </ul>
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

package io.github.bingxstream.adapter.jdk;

import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.support.OffStack;
import io.github.bingxstream.port.support.TransportSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with {@code java.net.http}. Failures are exceptions of our own, without message or cause of theirs: those
 * may quote the URI, which is a secret.
 */
final class JdkHttpTransport implements HttpTransport {

    private final HttpClient client;
    private final OffStack offStack;
    private final TransportSettings settings;
    private final WayOut way;
    private final Set<Runnable> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    JdkHttpTransport(HttpClient client, OffStack offStack, TransportSettings settings) {
        this.client = client;
        this.offStack = offStack;
        this.settings = settings;
        this.way = new WayOut(settings.proxy());
    }

    @Override
    public CompletionStage<Response> send(Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Runnable fail = () -> answer.completeExceptionally(new IOException("no answer: the transport is closed"));
        pending.add(fail);
        OffStack.Deadline deadline = offStack.later(request.timeout(), () -> giveUp(answer, request));
        CompletionStage<Response> promised = answer;
        promised.whenComplete((response, failure) -> {
            pending.remove(fail);
            deadline.cancel();
        });
        offStack.run(() -> exchange(request, answer));
        if (closed) {
            fail.run();
        }
        return promised;
    }

    /** Fails whatever is under way. */
    void close() {
        closed = true;
        pending.forEach(Runnable::run);
    }

    private void exchange(Request request, CompletableFuture<Response> answer) {
        if (answer.isDone()) {
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = client.sendAsync(asHttp(request), info -> new LimitedBody(settings.bodyBytesMax()));
        } catch (IllegalArgumentException unusable) {
            // Thrown for a scheme, a host or a header it dislikes, quoting it.
            answer.completeExceptionally(new IOException("no answer: the request's URI or a header cannot be sent"));
            return;
        }
        offStack.after(exchange, (response, failure) -> complete(answer, response, failure));
        // Cancelling cuts the exchange; harmless when it is what has completed the answer.
        CompletionStage<Response> promised = answer;
        promised.whenComplete((response, failure) -> exchange.cancel(true));
    }

    private HttpRequest asHttp(Request request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(request.uri())
                // Otherwise a plain connection offers an upgrade to HTTP/2 in three headers nobody asked for.
                .version(HttpClient.Version.HTTP_1_1)
                .method(request.method().name(), HttpRequest.BodyPublishers.noBody());
        request.headers().forEach(http::header);
        way.authorize(http::setHeader);
        return http.build();
    }

    private void complete(
            CompletableFuture<Response> answer, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response != null) {
            Optional<String> proxysRefusal = way.refusal(response.statusCode());
            if (proxysRefusal.isPresent()) {
                answer.completeExceptionally(new IOException("no answer: " + proxysRefusal.get()));
                return;
            }
            // UTF-8 whatever the content type says (HT-9).
            String body = new String(response.body(), StandardCharsets.UTF_8);
            answer.complete(new Response(
                    response.statusCode(), lowerCase(response.headers().map()), body));
        } else {
            answer.completeExceptionally(
                    new IOException("no answer: " + (failure == null ? "" : way.describe(failure))));
        }
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
        return lower;
    }

    /** A timer of our own: the client's ends with the headers, and this one has to cover the body (HT-18). */
    private static void giveUp(CompletableFuture<Response> answer, Request request) {
        answer.completeExceptionally(
                new HttpTimeoutException("no answer within " + request.timeout().toMillis() + " ms"));
    }
}

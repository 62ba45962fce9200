package io.github.bingxstream.testkit.listenkey;

import io.github.bingxstream.port.HttpTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Carries requests to an exchange, and lets something become of the next one. */
final class TroubledHttp implements HttpTransport {

    /** In place of the request's timeout, which all requests have and no other may reach. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final HttpTransport http;
    private final AtomicReference<@Nullable Trouble> next = new AtomicReference<>();

    TroubledHttp(HttpTransport http) {
        this.http = http;
    }

    void trouble(Trouble trouble) {
        next.set(trouble);
    }

    @Override
    public CompletionStage<Response> send(Request request) {
        Trouble trouble = next.getAndSet(null);
        if (trouble == null) {
            return http.send(request);
        }
        String query = request.uri().getRawQuery();
        return switch (trouble) {
            case REFUSED -> answer(200, "{\"code\":100004,\"msg\":\"not allowed: " + query + "\"}");
            case ANSWER_LOST ->
                http.send(request)
                        .thenCompose(lost -> CompletableFuture.failedFuture(new IOException("lost on the way")));
            case NONSENSE -> answer(200, "<html>Access denied: " + query + "</html>");
            case NO_CONTENT -> answer(204, "");
            case SILENCE ->
                new CompletableFuture<Response>()
                        .completeOnTimeout(null, SILENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .thenCompose(nothing -> CompletableFuture.failedFuture(new IOException("silence")));
        };
    }

    private static CompletionStage<Response> answer(int status, String body) {
        return CompletableFuture.completedFuture(new Response(status, Map.of(), body));
    }
}

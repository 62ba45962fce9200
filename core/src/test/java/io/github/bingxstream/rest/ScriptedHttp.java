package io.github.bingxstream.rest;

import io.github.bingxstream.port.HttpTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers requests in the order of a script, and keeps them. Past its end, a request stays without an answer. */
final class ScriptedHttp implements HttpTransport {

    private final Deque<Function<Request, CompletionStage<Response>>> script = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();

    ScriptedHttp answer(int status, String body) {
        return then(request -> CompletableFuture.completedFuture(new Response(status, Map.of(), body)));
    }

    ScriptedHttp fail(Throwable error) {
        return then(request -> CompletableFuture.failedFuture(error));
    }

    ScriptedHttp then(Function<Request, CompletionStage<Response>> step) {
        script.add(step);
        return this;
    }

    /** Answers the next request when the test completes what this returns. */
    CompletableFuture<Response> pending() {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        then(request -> answer);
        return answer;
    }

    List<Request> requests() {
        return requests;
    }

    Request request(int index) {
        return requests.get(index);
    }

    String uri(int index) {
        return requests.get(index).uri().toString();
    }

    @Override
    public CompletionStage<Response> send(Request request) {
        requests.add(request);
        return script.isEmpty() ? new CompletableFuture<>() : script.remove().apply(request);
    }
}

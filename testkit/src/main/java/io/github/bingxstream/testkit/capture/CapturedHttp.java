package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.support.Failures;
import io.github.bingxstream.testkit.capture.Fact.Content;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** An HTTP transport that writes down what is asked and answered, and passes everything on as it is. */
final class CapturedHttp implements HttpTransport {

    /** Proves who asks, and says nothing else. */
    private static final String SIGNATURE = "signature";

    private static final Set<String> HEADERS = Set.of("x-ratelimit-requests-remain", "x-ratelimit-requests-expire");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,13}");

    private final HttpTransport transport;
    private final Notebook notebook;

    CapturedHttp(HttpTransport transport, Notebook notebook) {
        this.transport = transport;
        this.notebook = notebook;
    }

    @Override
    public CompletionStage<Response> send(Request request) {
        int number = notebook.nextRequest();
        request.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("X-SOURCE-KEY")) {
                notebook.hide(value);
            }
        });
        notebook.hideQuery(request.uri());
        notebook.note(
                2 * request.uri().toString().length(),
                (redaction, now) -> new Fact.Asked(
                        number,
                        request.method(),
                        redaction.path(request.uri().getPath()),
                        parameters(request.uri(), redaction, now)));
        CompletableFuture<Response> passedOn = new CompletableFuture<>();
        transport.send(request).whenComplete((response, error) -> {
            if (response != null) {
                notebook.note(
                        2 * response.body().length(), (redaction, now) -> answered(number, response, redaction, now));
                passedOn.complete(response);
            } else {
                Throwable failure = error == null ? new IOException("no answer and no error") : Failures.unwrap(error);
                noteFailure(number, failure);
                passedOn.completeExceptionally(failure);
            }
        });
        return passedOn;
    }

    private void noteFailure(int number, Throwable failure) {
        String words = Objects.requireNonNullElse(failure.getMessage(), "");
        boolean network = failure instanceof IOException;
        notebook.note(
                2 * words.length(),
                (redaction, now) -> new Fact.Unanswered(number, network, redaction.sentence(words, now)));
    }

    private static Fact answered(int number, Response response, Redaction redaction, Instant now) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().forEach((name, values) -> {
            List<String> numbers =
                    values.stream().filter(NUMBER.asMatchPredicate()).toList();
            if (HEADERS.contains(name) && !numbers.isEmpty()) {
                headers.put(name, numbers.get(0));
            }
        });
        Content body = Contents.ofText(response.body(), redaction, now);
        return new Fact.Answered(number, response.status(), headers, body);
    }

    private static Map<String, String> parameters(URI uri, Redaction redaction, Instant now) {
        Map<String, String> parameters = new LinkedHashMap<>();
        queryOf(uri)
                .forEach((name, value) -> parameters.put(
                        redaction.name(name), name.equals(SIGNATURE) ? "" : redaction.value(name, value, now)));
        return parameters;
    }

    /** Returns the parameters of a URI's query as they were before they were encoded. */
    static Map<String, String> queryOf(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String value) {
        // A plus sign is a plus sign here: the query is percent-encoded, and no form.
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

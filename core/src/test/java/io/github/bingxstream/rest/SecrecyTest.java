package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.port.HttpTransport.Request;
import io.github.bingxstream.port.HttpTransport.Response;
import io.github.bingxstream.port.Signer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short secrets on purpose: nothing but their being known can give them away. */
class SecrecyTest {

    private static final String API_KEY = "plantedApiKey";
    private static final String SECRET_KEY = "plantedSecretKey";
    private static final ListenKey LISTEN_KEY = new ListenKey("plantedListenKey");

    private final Bench bench =
            new Bench(builder -> builder.signer(new HmacSigner(new Credentials(API_KEY, SECRET_KEY))));

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 403, 500})
    void a_server_that_quotes_the_request_gives_nothing_away(int status) {
        List<Function<Request, String>> bodies = List.of(
                request -> Bench.refusal(100001, quote(request)),
                request -> Bench.refusal(100410, quote(request)),
                request -> Bench.refusal(424242, quote(request)),
                request -> "{\"msg\":\"" + quote(request) + "\"}",
                request -> "{\"listenKey\":{\"" + quote(request) + "\":1}}",
                request -> "<html>" + quote(request) + "</html>");
        for (Function<Request, String> body : bodies) {
            Bench fresh = new Bench(builder -> builder.signer(new HmacSigner(new Credentials(API_KEY, SECRET_KEY))));
            for (int i = 0; i < 2; i++) {
                fresh.http.then(request ->
                        CompletableFuture.completedFuture(new Response(status, Map.of(), body.apply(request))));
            }

            assertSecret(fresh, Bench.outcome(fresh.rest.listenKeys().extend(LISTEN_KEY)));
            assertSecret(fresh, Bench.outcome(fresh.rest.listenKeys().generate()));
        }
    }

    @Test
    void a_transport_whose_errors_quote_the_request_gives_nothing_away() {
        bench.http
                .then(request -> CompletableFuture.failedFuture(new IOException(quote(request))))
                .then(request -> CompletableFuture.failedFuture(new IOException(quote(request))))
                .then(request -> CompletableFuture.failedFuture(new IllegalStateException(quote(request))))
                .then(request -> {
                    throw new IllegalStateException(quote(request));
                });

        var extension = bench.rest.listenKeys().extend(LISTEN_KEY);
        bench.time.advance(RequestBudget.WINDOW);
        assertSecret(bench, Bench.outcome(extension));
        for (int i = 0; i < 2; i++) {
            var deletion = bench.rest.listenKeys().delete(LISTEN_KEY);
            bench.time.advance(RequestBudget.WINDOW);
            assertSecret(bench, Bench.outcome(deletion));
        }
    }

    @Test
    void a_signer_that_throws_is_told_by_its_class_only() {
        Failure failure = signedBy(canonical -> {
            throw new UnsupportedOperationException("vault token planted");
        });

        assertThat(failure)
                .isEqualTo(
                        new Failure(Failure.Kind.LOCAL, "the signer failed: java.lang.UnsupportedOperationException"));
    }

    @Test
    void a_signature_that_is_none_is_not_sent_and_not_shown() {
        for (String signature : List.of("", "planted", "PLANTED0".repeat(8), "0".repeat(63) + "&")) {
            Failure failure = signedBy(canonical -> signature);

            assertThat(failure.kind()).isEqualTo(Failure.Kind.LOCAL);
            assertThat(failure.detail()).contains("64 lower-case hex digits").doesNotContainIgnoringCase("planted");
        }
    }

    @Test
    void an_api_key_that_cannot_travel_in_a_header_is_not_sent_and_not_shown() {
        Bench broken =
                new Bench(builder -> builder.signer(signer("planted\r\nX-Other: 1", canonical -> "0".repeat(64))));

        Failure failure = Bench.failed(broken.rest.account().balances());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.LOCAL);
        assertThat(failure.detail()).contains("API key").doesNotContain("planted");
        assertThat(broken.http.requests()).isEmpty();
    }

    private static Failure signedBy(Function<String, String> signing) {
        Bench bench = new Bench(builder -> builder.signer(signer("some-key", signing)));
        Failure failure = Bench.failed(bench.rest.account().balances());
        assertThat(bench.http.requests()).isEmpty();
        return failure;
    }

    private static Signer signer(String apiKey, Function<String, String> signing) {
        return new Signer() {
            @Override
            public String apiKey() {
                return apiKey;
            }

            @Override
            public String sign(String canonical) {
                return signing.apply(canonical);
            }
        };
    }

    private static String quote(Request request) {
        return "you sent " + request.uri() + " with " + request.headers();
    }

    private static void assertSecret(Bench bench, Outcome<?> outcome) {
        List<String> shown = new ArrayList<>(List.of(
                outcome.toString(),
                bench.rest.toString(),
                bench.budget.toString(),
                bench.http.requests().toString()));
        for (Request request : bench.http.requests()) {
            String uri = request.uri().toString();
            String signature = uri.substring(uri.indexOf("signature=") + "signature=".length());
            assertThat(signature).hasSize(64);
            assertThat(shown).noneMatch(text -> text.contains(signature));
        }
        assertThat(shown)
                .noneMatch(text -> text.contains(API_KEY))
                .noneMatch(text -> text.contains(SECRET_KEY))
                .noneMatch(text -> text.contains(LISTEN_KEY.value()));
    }
}

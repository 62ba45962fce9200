package io.github.bingxstream.rest;

import static io.github.bingxstream.rest.Bench.answered;
import static io.github.bingxstream.rest.Bench.failed;
import static io.github.bingxstream.rest.Bench.isDone;
import static io.github.bingxstream.rest.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.port.HttpTransport.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallbackTest {

    private final Bench bench = new Bench();

    @Test
    void the_second_host_is_asked_when_the_first_does_not_answer_and_the_request_is_signed_anew() {
        CompletableFuture<Response> first = bench.http.pending();
        bench.http.answer(200, Bench.NO_BALANCES);

        var balances = bench.rest.account().balances();
        bench.time.advance(Duration.ofSeconds(10));
        first.completeExceptionally(new IOException("timed out"));

        assertThat(answered(balances)).isEmpty();
        assertThat(bench.http.uri(0)).startsWith("https://open-api.bingx.com/").contains("timestamp=1700000000000&");
        String stamped = "timestamp=1700000010000";
        assertThat(bench.http.uri(1))
                .startsWith("https://open-api.bingx.pro/")
                .endsWith(stamped + "&signature=" + new HmacSigner(Bench.CREDENTIALS).sign(stamped));
    }

    @Test
    void every_call_begins_with_the_first_host() {
        bench.http.fail(new ConnectException()).answer(200, Bench.NO_BALANCES).answer(200, Bench.NO_BALANCES);

        var unused =
                List.of(bench.rest.account().balances(), bench.rest.account().balances());

        assertThat(bench.http.requests())
                .extracting(request -> request.uri().getHost())
                .containsExactly("open-api.bingx.com", "open-api.bingx.pro", "open-api.bingx.com");
    }

    @Test
    void when_no_host_answers_the_failure_says_for_each_host_why_but_no_url() {
        bench.http
                .fail(new CompletionException(new UnknownHostException("no such name")))
                .fail(new IOException("GET https://x?signature=planted"));

        Failure failure = failed(bench.rest.account().balances());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(failure.detail())
                .isEqualTo("no answer from open-api.bingx.com (no such name), " + "open-api.bingx.pro (GET [url])");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|{\"code\":100001,\"msg\":\"\"}",
                "200|{\"code\":100500,\"msg\":\"\"}",
                "500|{\"code\":100503,\"msg\":\"\"}",
                "500|<html>oops</html>",
                "403|<html>blocked</html>",
                "404|``",
                "429|``",
                "504|``",
            })
    void an_answer_never_leads_to_another_host(int status, String body) {
        bench.http.answer(status, body).answer(200, Bench.NO_BALANCES);

        var unused = refused(bench.rest.account().balances());

        assertThat(bench.http.requests()).hasSize(1);
    }

    @Test
    void a_malformed_answer_never_leads_to_another_host() {
        bench.http.answer(200, "<html>").answer(200, Bench.NO_BALANCES);

        var unused = failed(bench.rest.account().balances());

        assertThat(bench.http.requests()).hasSize(1);
    }

    @Test
    void a_host_of_ones_own_has_no_fallback() {
        Bench alone = new Bench(builder -> builder.hosts(List.of(URI.create("https://example.com:8443"))));
        alone.http.fail(new ConnectException());

        assertThat(failed(alone.rest.account().balances()).detail())
                .isEqualTo("no answer from example.com:8443 (java.net.ConnectException)");
        assertThat(alone.http.requests()).hasSize(1);
    }

    @Test
    void an_error_of_the_transport_that_is_not_the_networks_is_local_and_final() {
        bench.http.fail(new IllegalStateException("planted"));

        Failure failure = failed(bench.rest.account().balances());

        assertThat(failure)
                .isEqualTo(
                        new Failure(Failure.Kind.LOCAL, "the HTTP transport failed: java.lang.IllegalStateException"));
        assertThat(bench.http.requests()).hasSize(1);
    }

    @Test
    void a_transport_that_throws_or_gives_nothing_hangs_no_call() {
        bench.http
                .then(request -> {
                    throw new IllegalArgumentException("invalid header value: planted");
                })
                .then(request -> null)
                .then(request -> CompletableFuture.completedFuture(null));

        for (int i = 0; i < 3; i++) {
            Failure failure = failed(bench.rest.account().balances());
            assertThat(failure.kind()).isEqualTo(Failure.Kind.LOCAL);
            assertThat(failure.detail()).doesNotContain("planted");
        }
    }

    @Test
    void a_fallback_takes_a_turn_like_any_other_request() {
        bench.http.fail(new ConnectException()).answer(200, "{\"listenKey\":\"abc\"}");

        var key = bench.rest.listenKeys().generate();
        assertThat(isDone(key)).isFalse();
        bench.time.advance(RequestBudget.WINDOW);

        assertThat(answered(key).value()).isEqualTo("abc");
        assertThat(bench.http.uri(1)).contains("timestamp=1700000001200&");
    }
}

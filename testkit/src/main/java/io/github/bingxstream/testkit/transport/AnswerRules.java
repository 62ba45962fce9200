package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Response;
import io.github.bingxstream.testkit.contract.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What an answer is, and how it comes. */
public interface AnswerRules {

    /** The smallest limit that a transport may have for a body. */
    int MIB_4 = 4 * 1024 * 1024;

    /** Returns what the tests work with. */
    HttpBench bench();

    @Rule(
            number = "HT-5",
            says = "an answer with any status completes the stage normally, with status and body",
            because = "the exchange explains itself in the bodies of its errors")
    default void ht5_any_status_is_an_answer_with_its_body() {
        for (Method method : Method.values()) {
            for (int status : new int[] {200, 201, 400, 401, 403, 404, 418, 429, 500, 503}) {
                CompletionStage<Response> answer = bench().send(method, "/path" + HttpBench.QUERY, bench().patience());
                bench().peer().next().answer(status, Map.of(), "body " + status);

                Response response = bench().answered(answer);
                assertThat(response.status()).as(method + " " + status).isEqualTo(status);
                assertThat(response.body()).as(method + " " + status).isEqualTo("body " + status);
            }
        }
    }

    @Rule(
            number = "HT-6",
            says = "an answer's headers have names in lower case",
            because = "the limits that remain are read from headers, which servers spell as they like")
    default void ht6_an_answers_headers_have_names_in_lower_case() {
        CompletionStage<Response> answer = bench().get("/");
        bench().peer().next().answer(429, Map.of("X-RateLimit", "7", "RETRY-AFTER", "3"), "");

        assertThat(bench().answered(answer).headers())
                .containsEntry("x-ratelimit", List.of("7"))
                .containsEntry("retry-after", List.of("3"));
    }

    @Rule(
            number = "HT-7",
            says = "an answer without a body has an empty one",
            because = "the exchange acknowledges an extension with nothing")
    default void ht7_an_answer_without_a_body_has_an_empty_one() {
        for (int status : new int[] {200, 204, 304, 400, 404, 500}) {
            CompletionStage<Response> answer = bench().get("/");
            bench().peer().next().answer(status, Map.of(), "");

            Response response = bench().answered(answer);
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.body()).isEmpty();
        }
    }

    @Rule(
            number = "HT-8",
            says = "a redirect is an answer, and is not followed",
            because = "it would carry API key and signature to wherever it points")
    default void ht8_a_redirect_is_an_answer_and_is_not_followed() {
        String elsewhere = bench().peer().resource("/elsewhere").toString();
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            CompletionStage<Response> answer = bench().get("/" + HttpBench.QUERY);
            bench().peer().next().answer(status, Map.of("Location", elsewhere), "moved");
            CompletionStage<Response> next = bench().get("/next");
            Visitor visitor = bench().peer().next();
            visitor.answer(200, Map.of(), "{}");

            assertThat(visitor.requestLine()).as("after " + status).isEqualTo("GET /next HTTP/1.1");
            assertThat(bench().answered(answer).status()).isEqualTo(status);
            assertThat(bench().answered(answer).headers()).containsEntry("location", List.of(elsewhere));
            bench().answered(next);
        }
    }

    @Rule(
            number = "HT-9",
            says = "a body is UTF-8 whatever its content type says",
            because = "the exchange labels JSON as text/plain, and has assets with names beyond ASCII")
    default void ht9_a_body_is_utf_8_whatever_its_content_type_says() {
        for (String type : new String[] {"text/plain; charset=ISO-8859-1", "application/octet-stream", "nonsense"}) {
            CompletionStage<Response> answer = bench().get("/");
            bench().peer().next().answer(200, Map.of("Content-Type", type), "naïve 価格 🚀");

            assertThat(bench().answered(answer).body()).isEqualTo("naïve 価格 🚀");
        }
    }

    @Rule(
            number = "HT-10",
            says = "a chunked body comes whole",
            because = "whoever stands between us and the exchange may cut a body in chunks")
    default void ht10_a_chunked_body_comes_whole() {
        CompletionStage<Response> answer = bench().get("/");
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        String chunks = "5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n";
        bench().peer().next().raw((head + chunks).getBytes(StandardCharsets.UTF_8));

        assertThat(bench().answered(answer).body()).isEqualTo("hello, world");
    }

    @Rule(number = "HT-11", says = "a body of 4 MiB comes whole", because = "a page of a thousand orders is large")
    default void ht11_a_body_of_4_mib_comes_whole() {
        CompletionStage<Response> large = bench().get("/");
        bench().peer().next().answer(200, Map.of(), "x".repeat(MIB_4 - 1) + "z");

        String body = bench().answered(large).body();
        assertThat(body.length()).isEqualTo(MIB_4);
        assertThat(body.indexOf('z')).isEqualTo(MIB_4 - 1);
        assertThat(bench().bodyBytesMax()).isGreaterThanOrEqualTo(MIB_4);
    }
}

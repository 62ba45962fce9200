package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Request;
import io.github.bingxstream.port.HttpTransport.Response;
import io.github.bingxstream.testkit.contract.Rule;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How a request leaves. */
public interface RequestRules {

    /** Returns what the tests work with. */
    HttpBench bench();

    @Rule(
            number = "HT-1",
            says = "send returns before the peer has answered",
            because = "the one loop that steps the session makes this call, and nothing else happens meanwhile")
    default void ht1_send_returns_before_the_peer_has_answered() {
        CompletableFuture<CompletionStage<Response>> sending = Elsewhere.call(
                () -> bench().send(Method.GET, "/", bench().patience().multipliedBy(4)));
        Visitor visitor = bench().peer().next();

        assertThat(sending).succeedsWithin(bench().patience());

        visitor.answer(200, Map.of(), "{}");
        assertThat(bench().answered(sending.join()).body()).isEqualTo("{}");
    }

    @Rule(
            number = "HT-2",
            says = "send resolves no name on the caller's thread",
            because = "a name server that is gone takes half a minute to be given up")
    default void ht2_send_resolves_no_name_on_the_callers_thread() throws InterruptedException {
        NameLookups lookups = NameLookups.during(
                name -> bench().send(Method.GET, URI.create("http://" + name + "/"), bench().patience())
                        .handle((response, failure) -> "")
                        .toCompletableFuture()
                        .join());

        assertThat(lookups.seen()).isEmpty();
    }

    @Rule(
            number = "HT-3",
            says = "method, path and query go onto the wire exactly as given",
            because = "the query is signed: one character encoded otherwise, and the signature is wrong")
    default void ht3_method_path_and_query_go_onto_the_wire_exactly_as_given() {
        String raw = "/openApi/a%2Fb/c?symbol=BTC-USDT&text=a%2Bb%20c%26d+e%E4%BE%A1&empty=&signature=ab%3D";
        for (Method method : Method.values()) {
            CompletionStage<Response> answer = bench().send(method, raw, bench().patience());
            Visitor visitor = bench().peer().next();
            visitor.answer(200, Map.of(), "{}");
            bench().answered(answer);

            assertThat(visitor.requestLine()).isEqualTo(method + " " + raw + " HTTP/1.1");
        }
    }

    @Rule(
            number = "HT-4",
            says = "the headers go onto the wire as given, and no body does",
            because = "the API key travels in a header, and the exchange signs a body if there is one")
    default void ht4_the_headers_go_onto_the_wire_as_given_and_no_body_does() {
        for (Method method : Method.values()) {
            CompletionStage<Response> answer = bench().transport()
                    .send(new Request(
                            method,
                            bench().peer().resource("/"),
                            Map.of("X-BX-APIKEY", "apikey=1"),
                            bench().patience()));
            Visitor visitor = bench().peer().next();
            visitor.answer(200, Map.of(), "{}");
            bench().answered(answer);

            assertThat(visitor.headers()).containsEntry("x-bx-apikey", "apikey=1");
            assertThat(visitor.headers().getOrDefault("content-length", "0")).isEqualTo("0");
            assertThat(visitor.headers()).doesNotContainKeys("transfer-encoding", "upgrade");
        }
    }
}

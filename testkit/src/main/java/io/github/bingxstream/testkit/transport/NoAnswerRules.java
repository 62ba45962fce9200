package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Response;
import io.github.bingxstream.testkit.contract.Rule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What is no answer, and how soon that is known. */
public interface NoAnswerRules {

    /** Returns what the tests work with. */
    HttpBench bench();

    @Rule(
            number = "HT-12",
            says = "a port on which nobody listens is no answer: the stage fails with an IOException",
            because = "only when nothing answered may the next host be tried")
    default void ht12_a_port_on_which_nobody_listens_is_no_answer() {
        URI deserted = bench().deserted("/" + HttpBench.QUERY);
        for (Method method : Method.values()) {
            bench().failed(bench().send(method, deserted, bench().patience()));
        }
    }

    @Rule(
            number = "HT-13",
            says = "a name that does not resolve is no answer",
            because = "it is reported like every other failure, and not thrown")
    default void ht13_a_name_that_does_not_resolve_is_no_answer() {
        URI nowhere = URI.create("http://no-such-host.invalid/" + HttpBench.QUERY);
        bench().failed(bench().send(Method.GET, nowhere, bench().patience()));
    }

    @Rule(
            number = "HT-14",
            says = "a connection that is cut before or within an answer is no answer",
            because = "half a list of orders looks like a whole one")
    default void ht14_a_connection_that_is_cut_before_or_within_an_answer_is_no_answer() {
        fails(Visitor::finish);
        fails(Visitor::reset);
        fails(visitor -> {
            visitor.answerHead(200, Map.of(), 1_000);
            visitor.raw(new byte[400]);
            visitor.finish();
        });
        fails(visitor -> {
            visitor.answerHead(200, Map.of(), 1_000);
            visitor.raw(new byte[400]);
            visitor.reset();
        });
    }

    @Rule(
            number = "HT-15",
            says = "bytes that are no HTTP are no answer",
            because = "some other service on that port says nothing about the account")
    default void ht15_bytes_that_are_no_http_are_no_answer() {
        fails(visitor -> {
            visitor.raw("not HTTP at all\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            visitor.finish();
        });
    }

    private void fails(Consumer<Visitor> cut) {
        // A peer for each, so that a transport that repeats the request is refused at once and need not be waited for.
        try (ScriptedPeer own = ScriptedPeer.listening(bench().patience())) {
            CompletionStage<Response> answer =
                    bench().send(Method.POST, own.resource("/" + HttpBench.QUERY), bench().patience());
            Visitor visitor = own.next();
            own.listenNoMore();
            cut.accept(visitor);
            bench().failed(answer);
        }
    }

    @Rule(
            number = "HT-16",
            says = "a request that changes something is not repeated when it was cut",
            because = "whether to do it again is for whoever knows what it does")
    default void ht16_a_request_that_changes_something_is_not_repeated_when_it_was_cut() {
        for (Method method : List.of(Method.POST, Method.PUT, Method.DELETE)) {
            CompletionStage<Response> answer = bench().send(method, "/" + HttpBench.QUERY, bench().patience());
            bench().peer().next().finish();

            assertThat(bench().peer().isVisitedWithin(bench().afterwards()))
                    .as(method + " again")
                    .isFalse();
            bench().failed(answer);
            CompletionStage<Response> next = bench().get("/next");
            Visitor visitor = bench().peer().next();
            visitor.answer(200, Map.of(), "{}");
            assertThat(visitor.requestLine()).as("after " + method).isEqualTo("GET /next HTTP/1.1");
            bench().answered(next);
        }
    }

    @Rule(
            number = "HT-17",
            says = "silence ends with the request's timeout",
            because = "the next host, or the next attempt, waits for it")
    default void ht17_silence_ends_with_the_timeout() {
        // Nobody accepts: the system takes the connection and the request all the same, and nothing comes back.
        bench().failed(bench().send(Method.GET, "/" + HttpBench.QUERY, Duration.ofSeconds(1)));
    }

    @Rule(
            number = "HT-18",
            says = "an answer that drips for ever ends with the request's timeout",
            because = "a timeout that begins anew with each byte never comes")
    default void ht18_an_answer_that_drips_for_ever_ends_with_the_timeout() throws InterruptedException {
        // Time enough to begin with the answer, on a busy machine, too.
        CompletableFuture<Response> answer = bench().send(Method.GET, "/" + HttpBench.QUERY, Duration.ofSeconds(3))
                .toCompletableFuture();
        Visitor visitor = bench().peer().next();
        visitor.answerHead(200, Map.of(), 1_000_000);
        long end = System.nanoTime() + bench().patience().toNanos();
        while (!answer.isDone() && System.nanoTime() < end) {
            visitor.tryRaw(new byte[] {'x'});
            TimeUnit.MILLISECONDS.sleep(50);
        }

        assertThat(answer.isDone()).as("with the timeout, not with the answer").isTrue();
        bench().failed(answer);
    }

    @Rule(
            number = "HT-19",
            says = "a peer that does not even accept ends with the request's timeout",
            because = "the timeout is for connecting, too: a firewall that drops packets is the usual case")
    default void ht19_a_peer_that_does_not_even_accept_ends_with_the_timeout() {
        try (FullPeer full = FullPeer.listening()) {
            bench().failed(bench().send(Method.GET, full.resource("/" + HttpBench.QUERY), Duration.ofSeconds(1)));
        }
    }

    @Rule(
            number = "HT-20",
            says = "a body that is announced larger than the limit is no answer",
            because = "what a peer announces may not become an allocation")
    default void ht20_a_body_that_is_announced_larger_than_the_limit_is_no_answer() {
        CompletionStage<Response> tooLarge = bench().get("/");
        Visitor visitor = bench().peer().next();
        visitor.answerHead(200, Map.of(), bench().bodyBytesMax() + 1L);
        visitor.tryRaw(new byte[bench().bodyBytesMax() + 1]);

        bench().failed(tooLarge);
    }

    @Rule(
            number = "HT-21",
            says = "a chunked body that grows beyond the limit is no answer",
            because = "nothing announces its size, and it would fill the memory")
    default void ht21_a_chunked_body_that_grows_beyond_the_limit_is_no_answer() {
        CompletionStage<Response> tooLarge = bench().get("/");
        Visitor visitor = bench().peer().next();
        visitor.tryRaw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
        boolean takesMore = true;
        for (long sent = 0; sent <= bench().bodyBytesMax() && takesMore; sent += 0x10000) {
            takesMore = visitor.tryRaw(chunk);
        }
        visitor.tryRaw("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));

        bench().failed(tooLarge);
    }
}

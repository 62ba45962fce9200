package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Response;
import io.github.bingxstream.testkit.contract.Rule;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Many requests at once and one after the other, and what may be seen of them. */
public interface RequestCrowdRules {

    /** Enough to tell a thread for each from a pool. */
    int REQUESTS = 100;

    /** Returns what the tests work with. */
    HttpBench bench();

    @Rule(
            number = "HT-22",
            says = "several threads may send at once, and each gets the answer to its own request",
            because = "all streams of a process share one transport")
    default void ht22_several_threads_may_send_at_once() {
        List<CompletableFuture<CompletionStage<Response>>> senders = IntStream.range(0, 6)
                .mapToObj(i -> Elsewhere.call(() -> bench().get("/" + i)))
                .toList();
        for (int i = 0; i < senders.size(); i++) {
            Visitor visitor = bench().peer().next();
            visitor.answer(200, Map.of(), visitor.requestLine());
        }

        for (int i = 0; i < senders.size(); i++) {
            assertThat(bench().answered(senders.get(i).join()).body()).isEqualTo("GET /" + i + " HTTP/1.1");
        }
    }

    @Rule(
            number = "HT-23",
            says = "an answer that is waited for holds up no other request",
            because = "a query of the account may take seconds, and a listen key has to be extended meanwhile")
    default void ht23_an_answer_that_is_waited_for_holds_up_no_other_request() {
        List<CompletionStage<Response>> waiting =
                IntStream.range(0, 3).mapToObj(i -> bench().get("/slow")).toList();
        List<Visitor> slow =
                waiting.stream().map(request -> bench().peer().next()).toList();

        CompletionStage<Response> quick = bench().get("/quick");
        bench().peer().next().answer(200, Map.of(), "quick");
        assertThat(bench().answered(quick).body()).isEqualTo("quick");

        slow.forEach(visitor -> visitor.answer(200, Map.of(), "slow"));
        waiting.forEach(answer -> assertThat(bench().answered(answer).body()).isEqualTo("slow"));
    }

    @Rule(
            number = "HT-24",
            says = "send works within a stage that completes, also one that fails",
            because = "the next host is tried right there")
    default void ht24_send_works_within_a_stage_that_completes() {
        CompletionStage<Response> second = bench().get("/first").thenCompose(first -> bench().get("/second"));
        bench().peer().next().answer(200, Map.of(), "first");
        bench().peer().next().answer(200, Map.of(), "second");
        assertThat(bench().answered(second).body()).isEqualTo("second");

        CompletionStage<Response> afterFailure = bench().send(Method.GET, bench().deserted("/"), bench().patience())
                .handle((response, failure) -> bench().get("/third"))
                .thenCompose(third -> third);
        bench().peer().next().answer(200, Map.of(), "third");
        assertThat(bench().answered(afterFailure).body()).isEqualTo("third");
    }

    @Rule(
            number = "HT-25",
            says = "threads after a hundred requests equal threads before",
            because = "a process that runs for months makes a million requests")
    default void ht25_threads_after_a_hundred_requests_equal_threads_before() throws InterruptedException {
        request(10);
        int before = LiveThreads.names().size();

        request(REQUESTS);

        long end = System.nanoTime() + bench().patience().toNanos();
        while (LiveThreads.names().size() > before && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(LiveThreads.names()).as("threads").hasSizeLessThanOrEqualTo(before);
    }

    private void request(int times) {
        for (int i = 0; i < times; i++) {
            CompletionStage<Response> answer = bench().get("/");
            Visitor visitor = bench().peer().next();
            visitor.answer(200, Map.of(), "{}");
            bench().answered(answer);
            bench().peer().forget(visitor);
        }
    }

    @Rule(
            number = "HT-26",
            says = "no exception tells the query",
            because = "exceptions are logged, and the query holds a signature and a listen key")
    default void ht26_no_exception_tells_the_query() {
        for (Throwable failure : everyFailure()) {
            assertThat(LogTrap.print(failure)).doesNotContain(HttpBench.KEY).doesNotContain(HttpBench.SIGNATURE);
        }
    }

    @Rule(
            number = "HT-27",
            says = "nothing is logged that tells the query, at any level",
            because = "libraries log URIs at levels that somebody will turn on one day")
    default void ht27_nothing_is_logged_that_tells_the_query() {
        LogTrap log = bench().log();

        CompletionStage<Response> answer = bench().get("/" + HttpBench.QUERY);
        bench().peer().next().answer(401, Map.of(), "no");
        bench().answered(answer);
        everyFailure();

        assertThat(log.lines()).noneMatch(line -> line.contains(HttpBench.KEY) || line.contains(HttpBench.SIGNATURE));
    }

    private List<Throwable> everyFailure() {
        List<Throwable> failures = new ArrayList<>();
        String answering = bench().peer().resource("/" + HttpBench.QUERY).toString();
        for (String uri : List.of(
                bench().deserted("/" + HttpBench.QUERY).toString(),
                "http://no-such-host.invalid/" + HttpBench.QUERY,
                "https" + answering.substring(4),
                answering,
                "gopher" + answering.substring(4))) {
            // What cannot be asked at all may be thrown, and is looked at all the same.
            Throwable thrown = catchThrowable(() ->
                    failures.add(bench().failed(bench().send(Method.PUT, URI.create(uri), Duration.ofSeconds(1)))));
            if (thrown != null) {
                failures.add(thrown);
            }
        }
        return failures;
    }
}

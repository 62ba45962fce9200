package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Request;
import io.github.bingxstream.port.HttpTransport.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link HttpTransport}, rule by rule: extend it in a test and supply the transport. A name that begins with
 * {@code ht3_} tests rule HT-3.
 */
@Timeout(120)
public abstract class HttpTransportContract {

    private static final String SIGNATURE = "PLANTEDsignature0123456789";
    private static final String KEY = "PLANTEDkey0123456789abcdef";
    private static final String QUERY = "?listenKey=" + KEY + "&signature=" + SIGNATURE;
    private static final int MIB = 1024 * 1024;

    private @Nullable ScriptedPeer scriptedPeer;
    private @Nullable LogTrap logTrap;
    private @Nullable HttpTransport underTest;

    /** For subclasses. */
    protected HttpTransportContract() {}

    /** Returns the transport under test; called before each test. */
    protected abstract HttpTransport transport();

    /** Releases the transport; called after each test. */
    protected abstract void release();

    /** Returns the size in bytes of the largest body that the transport under test lets through. */
    protected abstract int bodyBytesMax();

    /** Returns what the transport cannot do, each with the reason. */
    protected Map<Shortcoming, String> shortcomings() {
        return Map.of();
    }

    /** Returns how long to wait for what has to happen. Longer costs nothing where everything works. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    @BeforeEach
    public final void setUpPeer() {
        scriptedPeer = ScriptedPeer.listening(patience());
        logTrap = LogTrap.set();
        underTest = transport();
    }

    @AfterEach
    public final void tearDownPeer() {
        log().close();
        peer().close();
        release();
    }

    // -------------------------------------------------------------------------------------------------- HT-1 to HT-4

    @Test
    @DisplayName("HT-1 send returns before the peer has answered")
    public void ht1_send_returns_before_the_peer_has_answered() {
        // The peer acts on this very thread: if send waited for it, the test would run into its timeout.
        CompletionStage<Response> answer = get("/");
        peer().next().answer(200, Map.of(), "{}");

        assertThat(answered(answer).body()).isEqualTo("{}");
    }

    @Test
    @DisplayName("HT-2 any status is an answer, with its headers and its body")
    public void ht2_any_status_is_an_answer_with_its_headers_and_its_body() {
        for (Method method : Method.values()) {
            for (int status : new int[] {200, 201, 400, 401, 403, 404, 418, 429, 500, 503}) {
                CompletionStage<Response> answer = send(method, "/path" + QUERY, patience());
                peer().next().answer(status, Map.of("X-RateLimit", "7", "RETRY-AFTER", "3"), "body " + status);

                Response response = answered(answer);
                assertThat(response.status()).as(method + " " + status).isEqualTo(status);
                assertThat(response.body()).as(method + " " + status).isEqualTo("body " + status);
                assertThat(response.headers())
                        .containsEntry("x-ratelimit", List.of("7"))
                        .containsEntry("retry-after", List.of("3"));
            }
        }
    }

    @Test
    @DisplayName("HT-2 an answer without a body has an empty one")
    public void ht2_an_answer_without_a_body_has_an_empty_one() {
        for (int status : new int[] {200, 204, 304, 400, 404, 500}) {
            CompletionStage<Response> answer = get("/");
            peer().next().answer(status, Map.of(), "");

            assertThat(answered(answer))
                    .isEqualTo(new Response(status, answered(answer).headers(), ""));
        }
    }

    @Test
    @DisplayName("HT-3 a port on which nobody listens, and a name that does not resolve, are no answer")
    public void ht3_nobody_there_is_no_answer() {
        URI deserted = ScriptedPeer.deserted("http", "/" + QUERY);
        failed(send(Method.GET, deserted, patience()));
        failed(send(Method.POST, URI.create("http://no-such-host.invalid/" + QUERY), patience()));
    }

    @Test
    @DisplayName("HT-3 a connection that is cut before or within an answer is no answer")
    public void ht3_a_connection_that_is_cut_is_no_answer() {
        fails(Visitor::finish);
        fails(Visitor::reset);
        fails(visitor -> {
            visitor.raw("not HTTP at all\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            visitor.finish();
        });
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

    private void fails(Consumer<Visitor> cut) {
        // A peer for each, so that a transport that repeats the request meets nobody, and its timeout ends it.
        try (ScriptedPeer own = ScriptedPeer.listening()) {
            CompletionStage<Response> answer = send(Method.POST, own.resource("/" + QUERY), Duration.ofSeconds(3));
            cut.accept(own.next());
            failed(answer);
        }
    }

    @Test
    @DisplayName(
            "HT-3 a request that changes something is not repeated when it was cut: that is for the caller to decide")
    public void ht3_a_request_that_changes_something_is_not_repeated_when_it_was_cut() {
        String reason = shortcomings().get(Shortcoming.REPEATS_A_CUT_REQUEST);
        Assumptions.assumeTrue(reason == null, () -> Shortcoming.REPEATS_A_CUT_REQUEST + ": " + reason);
        for (Method method : List.of(Method.POST, Method.PUT, Method.DELETE)) {
            CompletionStage<Response> answer = send(method, "/" + QUERY, patience());
            peer().next().finish();
            failed(answer);
            assertThat(peer().isVisitedWithin(Duration.ofMillis(500)))
                    .as("" + method)
                    .isFalse();
        }
    }

    @Test
    @DisplayName("HT-4 silence ends with the timeout")
    public void ht4_silence_ends_with_the_timeout() {
        CompletionStage<Response> answer = send(Method.GET, "/" + QUERY, Duration.ofSeconds(1));
        peer().next();

        failed(answer);
    }

    @Test
    @DisplayName("HT-4 an answer that drips for ever ends with the timeout")
    public void ht4_an_answer_that_drips_for_ever_ends_with_the_timeout() throws InterruptedException {
        CompletableFuture<Response> answer =
                send(Method.GET, "/" + QUERY, Duration.ofSeconds(1)).toCompletableFuture();
        Visitor visitor = peer().next();
        visitor.answerHead(200, Map.of(), 1_000_000);
        long end = System.nanoTime() + patience().toNanos();
        while (!answer.isDone() && System.nanoTime() < end) {
            visitor.tryRaw(new byte[] {'x'});
            TimeUnit.MILLISECONDS.sleep(50);
        }

        assertThat(answer.isDone()).as("with the timeout, not with the answer").isTrue();
        failed(answer);
    }

    // -------------------------------------------------------------------------------------------------- HT-5 to HT-8

    @Test
    @DisplayName("HT-5 method, path, query and headers go onto the wire as given, and no body does")
    public void ht5_the_request_goes_onto_the_wire_as_given() {
        String raw = "/openApi/a%2Fb/c?symbol=BTC-USDT&text=a%2Bb%20c%26d+e%E4%BE%A1&empty=&signature=ab%3D";
        for (Method method : Method.values()) {
            CompletionStage<Response> answer = transportUnderTest()
                    .send(new Request(method, peer().resource(raw), Map.of("X-BX-APIKEY", "apikey=1"), patience()));
            Visitor visitor = peer().next();
            visitor.answer(200, Map.of(), "{}");
            answered(answer);

            assertThat(visitor.requestLine()).isEqualTo(method + " " + raw + " HTTP/1.1");
            assertThat(visitor.headers()).containsEntry("x-bx-apikey", "apikey=1");
            assertThat(visitor.headers().getOrDefault("content-length", "0")).isEqualTo("0");
            assertThat(visitor.headers()).doesNotContainKeys("transfer-encoding", "upgrade");
        }
    }

    @Test
    @DisplayName("HT-5 a redirect is an answer, and is not followed")
    public void ht5_a_redirect_is_an_answer_and_is_not_followed() {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            CompletionStage<Response> answer = get("/" + QUERY);
            String elsewhere = peer().resource("/elsewhere").toString();
            peer().next().answer(status, Map.of("Location", elsewhere), "moved");

            assertThat(answered(answer).status()).isEqualTo(status);
            assertThat(answered(answer).headers()).containsEntry("location", List.of(elsewhere));
        }
        assertThat(peer().isVisitedWithin(Duration.ofMillis(300))).isFalse();
    }

    @Test
    @DisplayName("HT-6 a body is UTF-8 whatever its content type says")
    public void ht6_a_body_is_utf_8_whatever_its_content_type_says() {
        for (String type : new String[] {"text/plain; charset=ISO-8859-1", "application/octet-stream", "nonsense"}) {
            CompletionStage<Response> answer = get("/");
            peer().next().answer(200, Map.of("Content-Type", type), "naïve 価格 🚀");

            assertThat(answered(answer).body()).isEqualTo("naïve 価格 🚀");
        }
    }

    @Test
    @DisplayName("HT-6 a chunked body comes whole")
    public void ht6_a_chunked_body_comes_whole() {
        CompletionStage<Response> answer = get("/");
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        String chunks = "5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n";
        peer().next().raw((head + chunks).getBytes(StandardCharsets.UTF_8));

        assertThat(answered(answer).body()).isEqualTo("hello, world");
    }

    @Test
    @DisplayName("HT-6 a body of 4 MiB is an answer, one above the limit is none")
    public void ht6_a_body_of_4_mib_is_an_answer_one_above_the_limit_is_none() {
        CompletionStage<Response> large = get("/");
        peer().next().answer(200, Map.of(), "x".repeat(4 * MIB));
        assertThat(answered(large).body()).hasSize(4 * MIB);

        assertThat(bodyBytesMax()).isGreaterThanOrEqualTo(4 * MIB);
        CompletionStage<Response> tooLarge = get("/");
        Visitor visitor = peer().next();
        visitor.answerHead(200, Map.of(), bodyBytesMax() + 1L);
        visitor.tryRaw(new byte[bodyBytesMax() + 1]);
        failed(tooLarge);
    }

    @Test
    @DisplayName("HT-7 several threads may send at once")
    public void ht7_several_threads_may_send_at_once() {
        List<CompletableFuture<CompletionStage<Response>>> senders = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> get("/" + i)))
                .toList();
        for (int i = 0; i < senders.size(); i++) {
            Visitor visitor = peer().next();
            visitor.answer(200, Map.of(), visitor.requestLine());
        }

        List<String> bodies = new ArrayList<>();
        senders.forEach(sender -> bodies.add(answered(sender.join()).body()));
        assertThat(bodies).hasSize(6).doesNotHaveDuplicates().allMatch(body -> body.startsWith("GET /"));
    }

    @Test
    @DisplayName("HT-7 send works within a stage that completes, also one that fails")
    public void ht7_send_works_within_a_stage_that_completes() {
        CompletionStage<Response> second = get("/first").thenCompose(first -> get("/second"));
        peer().next().answer(200, Map.of(), "first");
        Visitor visitor = peer().next();
        visitor.answer(200, Map.of(), "second");
        assertThat(answered(second).body()).isEqualTo("second");

        CompletionStage<Response> afterFailure = send(Method.GET, ScriptedPeer.deserted("http", "/"), patience())
                .handle((response, failure) -> get("/third"))
                .thenCompose(third -> third);
        peer().next().answer(200, Map.of(), "third");
        assertThat(answered(afterFailure).body()).isEqualTo("third");
    }

    @Test
    @DisplayName("HT-8 no exception and no log tells the query, at any level")
    public void ht8_no_exception_and_no_log_tells_the_query() {
        List<Throwable> failures = new ArrayList<>();
        failures.add(failed(send(Method.GET, ScriptedPeer.deserted("http", "/" + QUERY), patience())));
        failures.add(failed(send(Method.GET, URI.create("http://no-such-host.invalid/" + QUERY), patience())));
        failures.add(failed(send(Method.GET, URI.create("https" + peerUri().substring(4)), Duration.ofSeconds(1))));
        CompletionStage<Response> silence = send(Method.PUT, "/" + QUERY, Duration.ofSeconds(1));
        failures.add(failed(silence));
        Throwable unusable = catchThrowable(() -> failures.add(
                failed(send(Method.GET, URI.create("gopher" + peerUri().substring(4)), patience()))));
        if (unusable != null) {
            failures.add(unusable);
        }
        for (Throwable failure : failures) {
            assertThat(LogTrap.print(failure)).doesNotContain(KEY).doesNotContain(SIGNATURE);
        }
        assertThat(log().lines()).noneMatch(line -> line.contains(KEY) || line.contains(SIGNATURE));
    }

    private String peerUri() {
        return peer().resource("/" + QUERY).toString();
    }

    // ----------------------------------------------------------------------------------------------------- the bench

    private CompletionStage<Response> get(String rawPathAndQuery) {
        return send(Method.GET, rawPathAndQuery, patience());
    }

    private CompletionStage<Response> send(Method method, String rawPathAndQuery, Duration timeout) {
        return send(method, peer().resource(rawPathAndQuery), timeout);
    }

    private CompletionStage<Response> send(Method method, URI uri, Duration timeout) {
        return transportUnderTest().send(new Request(method, uri, Map.of(), timeout));
    }

    private Response answered(CompletionStage<Response> answer) {
        try {
            return answer.toCompletableFuture().get(patience().toSeconds() * 2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException none) {
            throw new AssertionError("no answer", none);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Waits for a failure that is an IOException, and returns what a caller would see of it. */
    private Throwable failed(CompletionStage<Response> answer) {
        try {
            Response response = answer.toCompletableFuture().get(patience().toSeconds() * 2, TimeUnit.SECONDS);
            throw new AssertionError("an answer came: " + response);
        } catch (ExecutionException failure) {
            assertThat(failure).hasCauseInstanceOf(IOException.class);
            return failure;
        } catch (TimeoutException never) {
            throw new AssertionError("neither an answer nor a failure came", never);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private ScriptedPeer peer() {
        return running(scriptedPeer);
    }

    private LogTrap log() {
        return running(logTrap);
    }

    private HttpTransport transportUnderTest() {
        return running(underTest);
    }

    private static <T> T running(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("no test is running");
        }
        return part;
    }
}

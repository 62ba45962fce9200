package io.github.bingxstream.adapter.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Request;
import io.github.bingxstream.port.HttpTransport.Response;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.RecordingListener;
import io.github.bingxstream.testkit.transport.ScriptedPeer;
import io.github.bingxstream.testkit.transport.Visitor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JdkTransportTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ScriptedPeer peer = ScriptedPeer.listening();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    @Test
    void everything_is_told_on_threads_of_the_transport_from_the_first_call_on() {
        try (JdkTransport transport = JdkTransport.create()) {
            for (int i = 0; i < 20; i++) {
                RecordingListener listener = new RecordingListener();
                transport.frames().open(peer.endpoint("listenKey=k"), listener);
                Visitor visitor = peer.next();
                // A text right behind the handshake: the client itself would report it on a pool of its own.
                visitor.acceptHandshake(new byte[] {(byte) 0x81, 1, 'x'});
                visitor.closeFrame(1000, "");

                assertThat(listener.hasEndedWithin(LONG)).isTrue();
                assertThat(listener.messages()).containsExactly("x");
                assertThat(listener.threads())
                        .allMatch(thread -> thread.getName().matches("bingx-jdk-\\d+"));
            }
        }
    }

    @Test
    void a_stage_completes_on_a_thread_of_the_transport_also_when_it_fails() {
        try (JdkTransport transport = JdkTransport.create()) {
            CompletableFuture<String> answered = new CompletableFuture<>();
            transport
                    .http()
                    .send(new Request(Method.GET, peer.resource("/"), Map.of(), LONG))
                    .thenRun(() -> answered.complete(Thread.currentThread().getName()));
            peer.next().answer(200, Map.of(), "{}");
            assertThat(answered.join()).startsWith("bingx-jdk-").isNotEqualTo("bingx-jdk-timer");

            CompletableFuture<String> timedOut = new CompletableFuture<>();
            // Long enough to say what follows before it fails: behind that, it would run on the thread of the test.
            transport
                    .http()
                    .send(new Request(Method.GET, peer.resource("/"), Map.of(), Duration.ofSeconds(2)))
                    .whenComplete((response, failure) ->
                            timedOut.complete(Thread.currentThread().getName()));
            assertThat(timedOut.join()).startsWith("bingx-jdk-").isNotEqualTo("bingx-jdk-timer");
        }
    }

    @Test
    void closing_ends_connections_fails_requests_and_takes_no_more() throws InterruptedException {
        JdkTransport transport = JdkTransport.create();
        RecordingListener open = new RecordingListener();
        transport.frames().open(peer.endpoint("listenKey=k"), open);
        peer.next().acceptHandshake();
        assertThat(open.hasOpenedWithin(LONG)).isTrue();
        RecordingListener opening = new RecordingListener();
        transport.frames().open(peer.endpoint("listenKey=k"), opening);
        CompletableFuture<Response> asked = transport
                .http()
                .send(new Request(Method.GET, peer.resource("/"), Map.of(), LONG))
                .toCompletableFuture();

        transport.close();
        transport.close();

        assertThat(open.hasEndedWithin(LONG)).isTrue();
        assertThat(open.ending().cause()).isEqualTo(Cause.CLOSED_BY_US);
        assertThat(opening.hasEndedWithin(LONG)).isTrue();
        assertThat(opening.ending().cause()).isEqualTo(Cause.CLOSED_BY_US);
        assertThatThrownBy(asked::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> transport.frames().open(peer.endpoint("listenKey=SECRET"), new RecordingListener()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("SECRET");
        assertThat(transport.http().send(new Request(Method.GET, peer.resource("/"), Map.of(), LONG)))
                .completesExceptionallyWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void closing_leaves_no_thread() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        useAndClose();

        // On JDK 17 the client's selector goes once the client is garbage; elsewhere all go by themselves.
        Set<Thread> left = Set.of();
        for (int i = 0; i < 300; i++) {
            left = new HashSet<>(Thread.getAllStackTraces().keySet());
            left.removeAll(before);
            left.removeIf(thread -> !thread.getName().startsWith("bingx-jdk")
                    && !thread.getName().startsWith("HttpClient-"));
            if (left.isEmpty()) {
                return;
            }
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(left).isEmpty();
    }

    private void useAndClose() {
        JdkTransport transport = JdkTransport.create();
        RecordingListener listener = new RecordingListener();
        transport.frames().open(peer.endpoint("listenKey=k"), listener);
        peer.next().acceptHandshake();
        assertThat(listener.hasOpenedWithin(LONG)).isTrue();
        CompletableFuture<Response> answer = transport
                .http()
                .send(new Request(Method.GET, peer.resource("/"), Map.of(), LONG))
                .toCompletableFuture();
        peer.next().answer(200, Map.of(), "{}");
        assertThat(answer.join().status()).isEqualTo(200);
        transport.close();
        assertThat(listener.hasEndedWithin(LONG)).isTrue();
    }

    @Test
    void a_callers_client_is_used_with_its_executor_and_left_open() {
        ExecutorService executor = Executors.newFixedThreadPool(2, task -> new Thread(task, "callers"));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            HttpClient client = HttpClient.newBuilder().executor(executor).build();
            RecordingListener listener = new RecordingListener();
            try (JdkTransport transport = JdkTransport.using(client, timer, TransportSettings.defaults())) {
                transport.frames().open(peer.endpoint("listenKey=k"), listener);
                peer.next().acceptHandshake();
                assertThat(listener.hasOpenedWithin(LONG)).isTrue();
            }
            assertThat(listener.hasEndedWithin(LONG)).isTrue();
            assertThat(listener.threads()).allMatch(thread -> thread.getName().equals("callers"));
            assertThat(executor.isShutdown() || timer.isShutdown()).isFalse();
        } finally {
            executor.shutdown();
            timer.shutdown();
        }
    }

    @Test
    void an_end_is_told_even_if_the_caller_has_shut_down_the_executor() {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            HttpClient client = HttpClient.newBuilder().executor(executor).build();
            JdkTransport transport = JdkTransport.using(client, timer, TransportSettings.defaults());
            RecordingListener listener = new RecordingListener();
            Connection connection = transport.frames().open(peer.endpoint("listenKey=k"), listener);
            peer.next().acceptHandshake();
            assertThat(listener.hasOpenedWithin(LONG)).isTrue();

            executor.shutdownNow();
            connection.close();

            assertThat(listener.hasEndedWithin(LONG)).isTrue();
            assertThat(listener.violations()).isEmpty();
        } finally {
            executor.shutdown();
            timer.shutdown();
        }
    }

    @Test
    void a_client_that_would_break_a_rule_is_refused() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            assertThatThrownBy(
                            () -> JdkTransport.using(HttpClient.newHttpClient(), timer, TransportSettings.defaults()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("executor");
            HttpClient following = HttpClient.newBuilder()
                    .executor(timer)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            assertThatThrownBy(() -> JdkTransport.using(following, timer, TransportSettings.defaults()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("redirects");
        } finally {
            timer.shutdown();
        }
    }

    @Test
    void a_request_that_is_no_http_fails_without_telling_its_secrets() {
        try (JdkTransport transport = JdkTransport.create()) {
            Request request = new Request(
                    Method.GET, peer.resource("/?signature=SECRET"), Map.of("X-BX-APIKEY", "SECRET\r\nHost: x"), LONG);

            assertThat(transport.http().send(request))
                    .completesExceptionallyWithin(LONG)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(IOException.class)
                    .withMessageNotContaining("SECRET");
        }
    }
}

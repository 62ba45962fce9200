package io.github.bingxstream.adapter.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Request;
import io.github.bingxstream.port.HttpTransport.Response;
import io.github.bingxstream.testkit.transport.RecordingListener;
import io.github.bingxstream.testkit.transport.ScriptedPeer;
import io.github.bingxstream.testkit.transport.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TyrusTransportTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ScriptedPeer peer = ScriptedPeer.listening();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0d%0aX-Injected:%20yes", "a%2Bb", "a+b", "a;b", "a'b", "a:b"})
    void an_endpoint_that_tyrus_would_not_send_as_it_is_is_refused_without_telling_it(String key) {
        try (TyrusTransport transport = TyrusTransport.create()) {
            assertThatThrownBy(
                            () -> transport.frames().open(peer.endpoint("listenKey=" + key), new RecordingListener()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(key);
        }
        assertThat(peer.isVisited()).isFalse();
    }

    @Test
    void ends_are_told_on_threads_of_the_transport_and_messages_never_on_the_callers() {
        try (TyrusTransport transport = TyrusTransport.create()) {
            CompletableFuture<String> teller = new CompletableFuture<>();
            RecordingListener listener = new RecordingListener(call -> {
                if (call.equals("ended")) {
                    teller.complete(Thread.currentThread().getName());
                }
            });
            transport.frames().open(peer.endpoint("listenKey=k"), listener);
            Visitor visitor = peer.next();
            visitor.acceptHandshake(new byte[] {(byte) 0x81, 1, 'x'});
            assertThat(listener.hasMessagesWithin(LONG, 1)).isTrue();
            visitor.closeFrame(1000, "");

            assertThat(teller.join()).matches("bingx-tyrus-\\d+");
            assertThat(listener.threads()).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void a_thousand_messages_make_no_thread_for_idleness() {
        try (TyrusTransport transport = TyrusTransport.create()) {
            RecordingListener listener = new RecordingListener();
            transport.frames().open(peer.endpoint("listenKey=k"), listener);
            Visitor visitor = peer.next();
            visitor.acceptHandshake();
            for (int i = 0; i < 1_000; i++) {
                visitor.text("message");
            }
            assertThat(listener.hasMessagesWithin(LONG, 1_000)).isTrue();

            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("tyrus-scheduled"));
        }
    }

    @Test
    void closing_ends_connections_fails_requests_and_takes_no_more() {
        TyrusTransport transport = TyrusTransport.create();
        RecordingListener open = new RecordingListener();
        transport.frames().open(peer.endpoint("listenKey=k"), open);
        peer.next().acceptHandshake();
        assertThat(open.hasOpenedWithin(LONG)).isTrue();
        CompletableFuture<Response> asked = transport
                .http()
                .send(new Request(Method.GET, peer.resource("/"), Map.of(), LONG))
                .toCompletableFuture();

        transport.close();
        transport.close();

        assertThat(open.hasEndedWithin(LONG)).isTrue();
        assertThat(open.ending().cause()).isEqualTo(Cause.CLOSED_BY_US);
        assertThatThrownBy(asked::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> transport.frames().open(peer.endpoint("listenKey=k"), new RecordingListener()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(transport.http().send(new Request(Method.GET, peer.resource("/"), Map.of(), LONG)))
                .completesExceptionallyWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void closing_leaves_no_thread_but_the_containers_one_timer() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TyrusTransport transport = TyrusTransport.create();
        RecordingListener listener = new RecordingListener();
        transport.frames().open(peer.endpoint("listenKey=k"), listener);
        peer.next().acceptHandshake();
        assertThat(listener.hasOpenedWithin(LONG)).isTrue();

        transport.close();

        assertThat(listener.hasEndedWithin(LONG)).isTrue();
        Set<String> left = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            left.clear();
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .map(thread -> thread.getName().strip())
                    .filter(name -> name.startsWith("bingx-tyrus") || name.startsWith("tyrus"))
                    // Static in Tyrus, one for the JVM, and a daemon.
                    .filter(name -> !name.equals("tyrus-jdk-container-idle-timeout"))
                    .forEach(left::add);
            if (left.isEmpty()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(left).isEmpty();
    }
}

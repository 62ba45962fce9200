package io.github.bingxstream.examples.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.support.HttpProxy;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.transport.RecordingListener;
import io.github.bingxstream.testkit.transport.ScriptedPeer;
import io.github.bingxstream.testkit.transport.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    @Test
    void closing_the_transport_tells_every_listener_and_leaves_no_thread() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.listening()) {
            NettyFrameTransport transport = transport();
            RecordingListener connected = new RecordingListener();
            transport.open(peer.endpoint("listenKey=k"), connected);
            peer.next().acceptHandshake();
            assertThat(connected.hasOpenedWithin(LONG)).isTrue();
            List<RecordingListener> underWay =
                    Stream.generate(RecordingListener::new).limit(20).toList();
            underWay.forEach(listener -> transport.open(peer.endpoint("listenKey=k"), listener));

            transport.close();
            transport.close();

            for (RecordingListener listener :
                    Stream.concat(Stream.of(connected), underWay.stream()).toList()) {
                assertThat(listener.hasEndedWithin(LONG)).isTrue();
                assertThat(listener.ending().cause()).isEqualTo(Cause.CLOSED_BY_US);
                assertThat(listener.violations()).isEmpty();
            }
            for (Thread thread : threads) {
                thread.join(LONG.toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void a_hundred_connections_need_no_more_threads_than_one() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.listening();
                NettyFrameTransport transport = transport()) {
            for (int i = 0; i < 100; i++) {
                RecordingListener listener = new RecordingListener();
                transport.open(peer.endpoint("listenKey=k"), listener);
                peer.next().acceptHandshake();
                assertThat(listener.hasOpenedWithin(LONG)).isTrue();
            }
            assertThat(threads.stream().filter(Thread::isAlive))
                    .as("one for all connections, sixteen for names and listeners")
                    .hasSizeLessThanOrEqualTo(17);
        }
    }

    @Test
    void what_comes_after_a_call_that_threw_is_told_all_the_same() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.listening();
                NettyFrameTransport transport = transport()) {
            RecordingListener listener = new RecordingListener(call -> {
                if (call.equals("text")) {
                    throw new IllegalStateException("no use for this");
                }
            });
            transport.open(peer.endpoint("listenKey=k"), listener);
            Visitor visitor = peer.next();
            visitor.acceptHandshake();
            visitor.text("hello");
            visitor.text("again");
            visitor.closeFrame(1000, "");

            assertThat(listener.hasEndedWithin(LONG)).isTrue();
            assertThat(listener.ending().cause()).isEqualTo(Cause.CLOSED_BY_PEER);
            assertThat(listener.messages()).hasSize(2);
        }
    }

    @Test
    void a_proxy_is_refused_and_not_gone_around() {
        TransportSettings proxied = TransportSettings.builder()
                .proxy(HttpProxy.at("proxy.example", 3128).withCredentials("user", "secret"))
                .build();

        assertThatThrownBy(() -> new NettyFrameTransport(proxied, this::thread))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no proxy")
                .hasMessageNotContaining("secret");
        assertThat(threads).isEmpty();
    }

    @Test
    void what_cannot_be_opened_is_said_without_the_key() throws Exception {
        NettyFrameTransport transport = transport();
        for (String endpoint : List.of("http://localhost/?listenKey=secret", "ws:///?listenKey=secret")) {
            assertThatThrownBy(() -> transport.open(URI.create(endpoint), new RecordingListener()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
        transport.close();
        assertThatThrownBy(() -> transport.open(URI.create("ws://localhost/"), new RecordingListener()))
                .isInstanceOf(IllegalStateException.class);
    }

    private NettyFrameTransport transport() {
        // No deadline may come before the test is done.
        TransportSettings settings = TransportSettings.builder()
                .connectTimeout(LONG)
                .sendTimeout(LONG)
                .closeGrace(LONG)
                .build();
        return new NettyFrameTransport(settings, this::thread);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "threads-test-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }
}

package io.github.bingxstream.examples.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.examples.netty.NettyFrameTransport.Limits;
import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.testkit.transport.RecordingListener;
import io.github.bingxstream.testkit.transport.ScriptedPeer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
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
        }
        assertThat(threads).as("one for all connections, four for names").hasSizeLessThanOrEqualTo(5);
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

    private NettyFrameTransport transport() throws Exception {
        // No deadline may come before the test is done.
        return new NettyFrameTransport(SSLContext.getDefault(), this::thread, new Limits(LONG, LONG, LONG, 1_000, 10));
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "threads-test-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }
}

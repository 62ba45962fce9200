package io.github.bingxstream.adapter.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.testkit.transport.RecordingListener;
import io.github.bingxstream.testkit.transport.ScriptedPeer;
import io.github.bingxstream.testkit.transport.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TyrusThreadsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static final int BATCH = 200;
    private static final int BATCHES = 5;

    private static final byte[] CLOSE_FRAME = {(byte) 0x88, 0};

    /** 20 and a timer, for the whole JVM. */
    private static final int CONTAINER_THREADS_MAX = 21;

    /** Ours are 2, 8 and a timer. */
    private static final int THREADS_MAX = 11 + CONTAINER_THREADS_MAX;

    @Test
    void threads_do_not_grow_with_connections_and_after_a_thousand_ours_have_ended() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (TyrusTransport transport = TyrusTransport.create()) {
            for (int i = 0; i < BATCHES; i++) {
                openAndClose(transport, before);
            }
        }
        for (long end = System.nanoTime() + LONG.toNanos(); !ours(before).isEmpty() && System.nanoTime() < end; ) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(ours(before)).isEmpty();
        // Those of the container serve the whole JVM, and end when no connection of anybody's has been there for a
        // while.
        assertThat(since(before)).hasSizeLessThanOrEqualTo(CONTAINER_THREADS_MAX);
    }

    private static void openAndClose(TyrusTransport transport, Set<Thread> before) {
        try (ScriptedPeer peer = ScriptedPeer.listening()) {
            List<Connection> connections = new ArrayList<>();
            List<RecordingListener> listeners = new ArrayList<>();
            List<Visitor> visitors = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                RecordingListener listener = new RecordingListener();
                connections.add(transport.frames().open(peer.endpoint("listenKey=k"), listener));
                Visitor visitor = peer.next();
                visitor.acceptHandshake();
                assertThat(listener.hasOpenedWithin(LONG)).isTrue();
                listeners.add(listener);
                visitors.add(visitor);
            }
            assertThat(since(before)).hasSizeLessThanOrEqualTo(THREADS_MAX);

            connections.forEach(Connection::close);
            visitors.forEach(visitor -> visitor.tryRaw(CLOSE_FRAME));
            listeners.forEach(
                    listener -> assertThat(listener.hasEndedWithin(LONG)).isTrue());
        }
    }

    private static Set<String> ours(Set<Thread> before) {
        Set<String> ours = since(before);
        ours.removeIf(name -> !name.startsWith("bingx-tyrus"));
        return ours;
    }

    private static Set<String> since(Set<Thread> before) {
        Set<String> names = new HashSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName().strip();
            boolean isTheirs = name.startsWith("bingx-tyrus") || name.startsWith("tyrus");
            // Static in Tyrus, one for the JVM, and a daemon.
            if (isTheirs && !before.contains(thread) && !name.equals("tyrus-jdk-container-idle-timeout")) {
                names.add(name);
            }
        }
        return names;
    }
}

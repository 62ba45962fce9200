package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The peer's half of handshakes that one side breaks off: no request may come through. */
final class PeersHalf implements AutoCloseable {

    private final ScriptedPeer peer;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    PeersHalf(ScriptedPeer peer) {
        this.peer = peer;
    }

    /**
     * Shakes hands with whoever comes, also with one who tries again by himself, as HTTP clients do. For each attempt on a
     * thread of its own, for a peer waits long for one who leaves without a word.
     */
    void begin() {
        Thread thread = new Thread(this::shakeHands, "peers-half");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void shakeHands() {
        while (!peer.isClosed()) {
            shakeHandsWithOne();
        }
    }

    private void shakeHandsWithOne() {
        try {
            requests.add(peer.next().requestLine());
        } catch (RuntimeException | AssertionError brokenOff) {
            // As it should be; or we have been closed.
            return;
        }
    }

    @Override
    public void close() {
        peer.close();
        threads.forEach(PeersHalf::join);
        assertThat(requests).as("what the peer has seen of requests").isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}

package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The peer's half of handshakes that one side breaks off: no request may come through. */
final class PeersHalf implements AutoCloseable {

    private final ScriptedPeer peer;
    private final List<CompletableFuture<Visitor>> handshakes = new ArrayList<>();

    PeersHalf(ScriptedPeer peer) {
        this.peer = peer;
    }

    /** On a thread of its own, for a peer waits long for one who leaves without a word. */
    void begin() {
        CompletableFuture<Visitor> handshake = new CompletableFuture<>();
        handshakes.add(handshake);
        Thread thread = new Thread(
                () -> {
                    try {
                        handshake.complete(peer.next());
                    } catch (RuntimeException | AssertionError brokenOff) {
                        handshake.completeExceptionally(brokenOff);
                    }
                },
                "peers-half");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        peer.close();
        handshakes.forEach(handshake -> assertThat(catchThrowable(handshake::join))
                .as("what the peer has seen of a request")
                .isNotNull());
    }
}

package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/** What one test of a {@link FrameTransportContract} works with: a transport, a peer, and a listener between them. */
public final class FrameBench implements AutoCloseable {

    /** Stands in the query of every endpoint, and may stand nowhere else. */
    static final String KEY = "PLANTEDkey0123456789abcdef";

    private final FrameTransport transport;
    private final Map<Shortcoming, String> shortcomings;
    private final Duration patience;
    private final int messageBytesMax;
    private final ScriptedPeer peer;
    private final LogTrap log = LogTrap.set();
    private final Duration afterwards;
    private final Set<RecordingListener> ended = ConcurrentHashMap.newKeySet();

    FrameBench(
            FrameTransport transport,
            Map<Shortcoming, String> shortcomings,
            Duration patience,
            Duration afterwards,
            int messageBytesMax) {
        this.transport = transport;
        this.shortcomings = shortcomings;
        this.patience = patience;
        this.afterwards = afterwards;
        this.messageBytesMax = messageBytesMax;
        peer = ScriptedPeer.listening(patience);
    }

    FrameTransport transport() {
        return transport;
    }

    ScriptedPeer peer() {
        return peer;
    }

    LogTrap log() {
        return log;
    }

    Duration patience() {
        return patience;
    }

    int messageBytesMax() {
        return messageBytesMax;
    }

    URI endpoint() {
        return peer.endpoint("listenKey=" + KEY);
    }

    /** Skips the test, aloud, if the transport cannot do what it is about. */
    void needs(Shortcoming absent) {
        String reason = shortcomings.get(absent);
        Assumptions.assumeTrue(reason == null, () -> absent + ": " + reason);
    }

    /** Opens a connection up to the peer's answer. */
    Line dial(RecordingListener listener) {
        Connection connection = transport.open(endpoint(), listener);
        return new Line(connection, peer.next(), listener);
    }

    Line dial() {
        return dial(new RecordingListener());
    }

    /** Opens a connection. */
    Line connect(RecordingListener listener) {
        Line line = dial(listener);
        line.visitor().acceptHandshake();
        assertThat(listener.hasOpenedWithin(patience)).as("opened").isTrue();
        return line;
    }

    Line connect() {
        return connect(new RecordingListener());
    }

    /** Waits for the end, and checks what holds of every end. */
    Ending end(RecordingListener listener) {
        assertThat(listener.hasEndedWithin(patience))
                .as("ended within " + patience)
                .isTrue();
        ended.add(listener);
        // After ended nothing may come. Whatever does has this while, and the time until the test is over: see settle.
        assertThat(listener.hasViolationsWithin(afterwards))
                .as(() -> "violations: " + listener.violations())
                .isFalse();
        Ending ending = listener.ending();
        assertThat(ending.detail()).doesNotContain(KEY).doesNotContain("\n");
        if (ending.cause() != Cause.CLOSED_BY_PEER && ending.cause() != Cause.REFUSED) {
            assertThat(ending.code()).as("code with " + ending.cause()).isEmpty();
        }
        return ending;
    }

    Ending end(Line line) {
        return end(line.listener());
    }

    /** Looks again at everybody who has heard an end, now that the transport has been released. */
    void settle() {
        for (RecordingListener listener : ended) {
            assertThat(listener.violations()).isEmpty();
        }
    }

    @Override
    public void close() {
        log.close();
        peer.close();
    }

    /**
     * One connection, held at both ends.
     *
     * @param connection the transport's end
     * @param visitor the peer's end
     * @param listener who hears of it
     */
    record Line(Connection connection, Visitor visitor, RecordingListener listener) {}
}

package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.support.TransportSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one test of a {@link FrameTransportContract} works with: a transport, a peer, and a listener between them. */
public final class FrameBench implements AutoCloseable {

    /** Stands in the query of every endpoint, and may stand nowhere else. */
    static final String KEY = "PLANTEDkey0123456789abcdef";

    /** What a test waits out. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Duration SHORT_GRACE = Duration.ofSeconds(1);

    private final Function<TransportSettings, SingleTransport> maker;
    private final TransportSettings.Builder settings = TransportSettings.builder();
    private final Duration afterwards;
    private final int messageBytesMax;
    private final int connections;
    private final ScriptedPeer peer;
    private final AbsentPeer absent = AbsentPeer.absent();
    private final Set<RecordingListener> listeners = ConcurrentHashMap.newKeySet();
    private Duration patience;
    private @Nullable SingleTransport transport;
    private @Nullable LogTrap log;

    /**
     * Sets one up.
     *
     * @param maker makes the transport when it is wanted first, so that a test can ask for short timeouts before
     * @param patience how long to wait for what has to happen
     * @param afterwards how long to watch for what may not happen; the wait ends as soon as it does
     */
    FrameBench(
            Function<TransportSettings, SingleTransport> maker,
            Duration patience,
            Duration afterwards,
            int messageBytesMax,
            int connections) {
        this.maker = maker;
        this.patience = patience;
        this.afterwards = afterwards;
        this.messageBytesMax = messageBytesMax;
        this.connections = connections;
        peer = ScriptedPeer.listening(patience);
        Duration underway = Attempts.underway(patience);
        settings.messageBytesMax(messageBytesMax)
                .connectTimeout(underway)
                .sendTimeout(underway)
                .closeGrace(underway);
    }

    synchronized FrameTransport transport() {
        if (transport == null) {
            transport = maker.apply(settings.build());
        }
        return transport.frames();
    }

    /** Gives up soon what does not come to be connected, for a test that waits until it is given up. To be called first. */
    void giveUpConnectingSoon() {
        mustBeFirst();
        settings.connectTimeout(SHORT);
    }

    /**
     * Gives up soon a peer that does not read, or does not answer when it is closed, for a test that waits until it is given
     * up. To be called first.
     */
    void giveUpThePeerSoon() {
        mustBeFirst();
        settings.sendTimeout(SHORT).closeGrace(SHORT_GRACE);
    }

    private synchronized void mustBeFirst() {
        if (transport != null) {
            throw new IllegalStateException("the transport has been made with other timeouts");
        }
    }

    ScriptedPeer peer() {
        return peer;
    }

    /** Returns the address of a stream where nobody listens. */
    URI deserted() {
        return absent.endpoint("listenKey=" + KEY);
    }

    Duration patience() {
        return patience;
    }

    /** Returns how long to wait for what is promised within a time; less where it is known that it never comes. */
    Duration patienceFor(Duration promised) {
        return patience.compareTo(promised) < 0 ? patience : promised;
    }

    Duration afterwards() {
        return afterwards;
    }

    int messageBytesMax() {
        return messageBytesMax;
    }

    int connections() {
        return connections;
    }

    /** Waits less, for something that is declared not to happen. */
    void hurry(Duration shorter) {
        patience = shorter;
    }

    /** Begins to read everything that is logged, or returns what does so already. */
    LogTrap log() {
        if (log == null) {
            log = LogTrap.set();
        }
        return log;
    }

    URI endpoint() {
        return peer.endpoint("listenKey=" + KEY);
    }

    /** Begins to open a connection, whose listener is looked at once more when the test is over. */
    Connection open(URI endpoint, RecordingListener listener) {
        listeners.add(listener);
        return transport().open(endpoint, listener);
    }

    /** Opens a connection up to the peer's answer. */
    Line dial(RecordingListener listener) {
        Connection connection = open(endpoint(), listener);
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
        // Whatever comes behind the end has this while, and the time until the test is over: see settle.
        assertThat(listener.hasViolationsWithin(afterwards))
                .as(() -> "violations: " + listener.violations())
                .isFalse();
        return listener.ending();
    }

    Ending end(Line line) {
        return end(line.listener());
    }

    /** Looks again at every listener, now that the transport has been released. */
    void settle() {
        for (RecordingListener listener : listeners) {
            assertThat(listener.violations()).isEmpty();
        }
    }

    /** Releases the transport, if there was one. */
    synchronized void release() {
        if (transport != null) {
            transport.close();
        }
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
        peer.close();
        absent.close();
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

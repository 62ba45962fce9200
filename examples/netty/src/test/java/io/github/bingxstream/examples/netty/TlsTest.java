package io.github.bingxstream.examples.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.adapter.jdk.JdkTransport;
import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.tls.ServerCertificate;
import io.github.bingxstream.testkit.tls.TestCertificates;
import io.github.bingxstream.testkit.transport.RecordingListener;
import io.github.bingxstream.testkit.transport.ScriptedPeer;
import io.github.bingxstream.testkit.transport.TlsContract;
import io.github.bingxstream.testkit.transport.TransportPair;
import io.github.bingxstream.testkit.transport.Visitor;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of TLS, with the requests over the JDK; and what of the contract for frames is different over TLS. */
@Timeout(120)
class TlsTest extends TlsContract {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestCertificates certificates = TestCertificates.ofThisJvm();
    private final ScriptedPeer peer = ScriptedPeer.listeningWithTls(certificates.server(ServerCertificate.GOOD));

    @Override
    protected TransportPair transports(TransportSettings settings) {
        NettyFrameTransport frames = new NettyFrameTransport(settings, new DefaultThreadFactory("netty-tls", true));
        JdkTransport http = JdkTransport.create(settings);
        return new TransportPair(frames, http.http(), () -> {
            frames.close();
            http.close();
        });
    }

    @AfterEach
    void tearDown() {
        peer.close();
    }

    @Test
    void a_stream_goes_over_tls_both_ways_and_either_side_may_close_it() {
        try (NettyFrameTransport transport = transport(LONG, LONG, LONG)) {
            RecordingListener listener = new RecordingListener();
            Connection connection = transport.open(peer.endpoint("listenKey=k"), listener);
            Visitor visitor = peer.next();
            visitor.acceptHandshake();
            visitor.text("hello");
            assertThat(listener.hasMessagesWithin(LONG, 1)).isTrue();
            connection.close();
            visitor.closeFrame(1000, "");
            assertThat(listener.hasEndedWithin(LONG)).isTrue();
            assertThat(listener.ending().cause()).isEqualTo(Cause.CLOSED_BY_US);

            RecordingListener other = new RecordingListener();
            transport.open(peer.endpoint("listenKey=k"), other);
            Visitor closing = peer.next();
            closing.acceptHandshake();
            closing.closeFrame(1001, "going");
            assertThat(other.hasEndedWithin(LONG)).isTrue();
            assertThat(other.ending().cause()).isEqualTo(Cause.CLOSED_BY_PEER);
            assertThat(other.ending().code()).hasValue(1001);
        }
    }

    @Test
    void a_peer_that_stopped_reading_does_not_hold_up_the_end() {
        // Longer than this test waits for an end.
        Duration tooLong = Duration.ofMinutes(1);
        try (NettyFrameTransport transport = transport(tooLong, tooLong, Duration.ofMillis(100))) {
            RecordingListener listener = new RecordingListener();
            Connection connection = transport.open(peer.endpoint("listenKey=k"), listener);
            peer.next().acceptHandshake();
            assertThat(listener.hasOpenedWithin(LONG)).isTrue();

            connection.send("x".repeat(16 * 1024 * 1024));
            connection.close();

            assertThat(listener.hasEndedWithin(LONG)).isTrue();
            assertThat(listener.ending().cause()).isEqualTo(Cause.CLOSED_BY_US);
        }
    }

    private NettyFrameTransport transport(Duration connect, Duration send, Duration closeGrace) {
        TransportSettings settings = TransportSettings.builder()
                .connectTimeout(connect)
                .sendTimeout(send)
                .closeGrace(closeGrace)
                .tls(TlsTrust.of(certificates.authorities()))
                .build();
        return new NettyFrameTransport(settings, new DefaultThreadFactory("netty-tls", true));
    }
}

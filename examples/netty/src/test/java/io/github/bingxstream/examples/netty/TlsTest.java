package io.github.bingxstream.examples.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bingxstream.examples.netty.NettyFrameTransport.Limits;
import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.testkit.transport.RecordingListener;
import io.github.bingxstream.testkit.transport.ScriptedPeer;
import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.testkit.tls.ServerCertificate;
import io.github.bingxstream.testkit.tls.TestCertificates;
import io.github.bingxstream.testkit.transport.Visitor;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TlsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestCertificates certificates = TestCertificates.ofThisJvm();
    private final SSLContext client = TlsTrust.of(certificates.authorities());
    private final ScriptedPeer peer = ScriptedPeer.listeningWithTls(certificates.server(ServerCertificate.GOOD));

    @AfterEach
    void tearDown() {
        peer.close();
    }

    @Test
    void a_stream_goes_over_tls_both_ways_and_either_side_may_close_it() {
        try (NettyFrameTransport transport = trusting(client)) {
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
        try (NettyFrameTransport transport =
                transport(client, new Limits(tooLong, tooLong, Duration.ofMillis(100), 1_000, 10))) {
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

    @Test
    void a_certificate_for_another_name_is_not_accepted() {
        URI otherName = URI.create(peer.endpoint("listenKey=k").toString().replace("127.0.0.1", "localhost"));

        isNotAccepted(client, otherName);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_accepted() throws Exception {
        isNotAccepted(SSLContext.getDefault(), peer.endpoint("listenKey=k"));
    }

    private void isNotAccepted(SSLContext tls, URI endpoint) {
        try (NettyFrameTransport transport = trusting(tls)) {
            RecordingListener listener = new RecordingListener();
            transport.open(endpoint, listener);
            // The peer's half of a handshake that the other side breaks off.
            assertThat(catchThrowable(peer::next)).isNotNull();

            assertThat(listener.hasEndedWithin(LONG)).isTrue();
            assertThat(listener.ending().cause()).isEqualTo(Cause.UNREACHABLE);
            assertThat(listener.ending().detail()).contains("SSLHandshakeException");
        }
    }

    private static NettyFrameTransport trusting(SSLContext tls) {
        // A busy machine needs longer for a handshake than the default.
        return transport(tls, new Limits(LONG, LONG, LONG, 1_000, 10));
    }

    private static NettyFrameTransport transport(SSLContext tls, Limits limits) {
        return new NettyFrameTransport(tls, new DefaultThreadFactory("netty-tls", true), limits);
    }
}

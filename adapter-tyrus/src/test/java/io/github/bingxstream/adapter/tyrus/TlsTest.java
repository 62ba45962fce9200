package io.github.bingxstream.adapter.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Request;
import io.github.bingxstream.port.HttpTransport.Response;
import io.github.bingxstream.testkit.transport.RecordingListener;
import io.github.bingxstream.testkit.transport.ScriptedPeer;
import io.github.bingxstream.testkit.transport.SelfSigned;
import io.github.bingxstream.testkit.transport.Visitor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private ScriptedPeer peer;
    private TyrusTransport trusting;

    @BeforeEach
    void setUp() throws Exception {
        SelfSigned identity = SelfSigned.in(folder);
        peer = ScriptedPeer.listeningWithTls(identity.server());
        trusting = TyrusTransport.create(identity.client(), TyrusLimits.defaults());
    }

    @AfterEach
    void tearDown() {
        trusting.close();
        peer.close();
    }

    @Test
    void a_stream_and_a_request_go_over_tls() {
        RecordingListener listener = new RecordingListener();
        Connection connection = trusting.frames().open(peer.endpoint("listenKey=k"), listener);
        Visitor visitor = peer.next();
        visitor.acceptHandshake();
        visitor.text("hello");
        assertThat(listener.hasMessagesWithin(LONG, 1)).isTrue();
        visitor.closeFrame(1000, "");
        assertThat(listener.hasEndedWithin(LONG)).isTrue();
        assertThat(listener.ending().cause()).isEqualTo(Cause.CLOSED_BY_PEER);
        connection.close();

        CompletableFuture<Response> answer = trusting.http()
                .send(new Request(Method.GET, peer.resource("/"), Map.of(), LONG))
                .toCompletableFuture();
        Visitor asking = peer.next();
        asking.answer(200, Map.of(), "{}");
        // As the answer said it would: HttpURLConnection waits for it.
        asking.finish();
        assertThat(answer.join().body()).isEqualTo("{}");
    }

    @Test
    void a_certificate_for_another_name_is_not_accepted() {
        RecordingListener listener = new RecordingListener();
        trusting.frames()
                .open(URI.create(peer.endpoint("listenKey=k").toString().replace("127.0.0.1", "localhost")), listener);
        refuseHandshake();

        assertThat(listener.hasEndedWithin(LONG)).isTrue();
        assertThat(listener.ending().cause()).isEqualTo(Cause.UNREACHABLE);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_accepted() {
        try (TyrusTransport untrusting = TyrusTransport.create()) {
            RecordingListener listener = new RecordingListener();
            untrusting.frames().open(peer.endpoint("listenKey=k"), listener);
            refuseHandshake();

            assertThat(listener.hasEndedWithin(LONG)).isTrue();
            assertThat(listener.ending().cause()).isEqualTo(Cause.UNREACHABLE);
        }
    }

    /** The peer's half of a TLS handshake that the other side breaks off. */
    private void refuseHandshake() {
        assertThat(catchThrowable(peer::next)).isNotNull();
    }
}

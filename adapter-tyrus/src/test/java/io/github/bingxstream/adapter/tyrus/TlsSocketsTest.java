package io.github.bingxstream.adapter.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Request;
import io.github.bingxstream.port.HttpTransport.Response;
import io.github.bingxstream.port.support.TlsRefusal;
import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.tls.ServerCertificate;
import io.github.bingxstream.testkit.tls.TestCertificates;
import io.github.bingxstream.testkit.transport.RecordingListener;
import io.github.bingxstream.testkit.transport.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TlsSocketsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestCertificates certificates = TestCertificates.ofThisJvm();

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"POST", "PUT", "DELETE"})
    void over_tls_a_request_that_changes_something_is_not_repeated_when_it_was_cut(Method method) {
        TransportSettings settings = TransportSettings.builder()
                .tls(TlsTrust.of(certificates.authorities()))
                .build();
        try (ScriptedPeer peer = ScriptedPeer.listeningWithTls(certificates.server(ServerCertificate.GOOD));
                TyrusTransport transport = TyrusTransport.create(settings)) {
            CompletionStage<Response> answer =
                    transport.http().send(new Request(method, peer.resource("/"), Map.of(), LONG));
            peer.next().finish();

            assertThat(answer)
                    .completesExceptionallyWithin(LONG)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(IOException.class);
            // A repetition comes before the failure is told.
            assertThat(peer.isVisited()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_lenient_verifier_that_the_application_made_the_default_changes_nothing(Method method) {
        HostnameVerifier before = HttpsURLConnection.getDefaultHostnameVerifier();
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
        TransportSettings settings = TransportSettings.builder()
                .tls(TlsTrust.of(certificates.authorities()))
                .build();
        try (ScriptedPeer peer = ScriptedPeer.listeningWithTls(certificates.server(ServerCertificate.WRONG_HOST));
                TyrusTransport transport = TyrusTransport.create(settings)) {
            CompletionStage<Response> answer =
                    transport.http().send(new Request(method, peer.resource("/"), Map.of(), LONG));
            // The peer's half of a handshake that the other side breaks off.
            assertThat(catchThrowable(peer::next)).isNotNull();

            assertThat(answer)
                    .completesExceptionallyWithin(LONG)
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("another host");
        } finally {
            HttpsURLConnection.setDefaultHostnameVerifier(before);
        }
    }

    @Test
    void what_a_peer_refuses_behind_our_half_of_the_handshake_is_told_before_any_timeout() {
        TransportSettings settings = TransportSettings.builder()
                .tls(TlsTrust.of(certificates.authorities()))
                .connectTimeout(LONG.multipliedBy(2))
                .build();
        try (ScriptedPeer peer = ScriptedPeer.listeningWithTlsForClients(certificates.server(ServerCertificate.GOOD));
                TyrusTransport transport = TyrusTransport.create(settings)) {
            RecordingListener listener = new RecordingListener();
            transport.frames().open(peer.endpoint("listenKey=k"), listener);
            assertThat(catchThrowable(peer::next)).isNotNull();

            assertThat(listener.hasEndedWithin(LONG)).isTrue();
            assertThat(listener.ending().cause()).isEqualTo(Cause.UNREACHABLE);
            assertThat(listener.ending().detail()).contains(TlsRefusal.REFUSED_BY_SERVER.words());
        }
    }
}

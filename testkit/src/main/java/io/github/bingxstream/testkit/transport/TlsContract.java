package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.support.TlsRefusal;
import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.contract.Rule;
import io.github.bingxstream.testkit.contract.RuleNames;
import io.github.bingxstream.testkit.tls.ServerCertificate;
import io.github.bingxstream.testkit.tls.TestCertificates;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Timeout;

/**
 * What a transport promises of TLS, rule by rule, for streams and requests alike: extend it in a test and supply the transports.
 *
 * <p>What is said, is said in {@code Ending.detail} and in the message of the exception, in words of {@link TlsRefusal}.
 */
@Timeout(120)
@DisplayNameGeneration(RuleNames.class)
public abstract class TlsContract {

    private final TestCertificates certificates = TestCertificates.ofThisJvm();

    /** For subclasses. */
    protected TlsContract() {}

    /** Returns transports with the given settings; each test closes those it asked for. */
    protected abstract TransportPair transports(TransportSettings settings);

    /** Returns how long to wait for what has to happen. Longer costs nothing where everything works. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    @Rule(
            number = "TLS-1",
            says = "a peer whose certificate the settings trust is spoken with, by streams and requests",
            because = "whoever runs an exchange of their own for tests, or a gateway, has an authority of their own")
    public void tls1_a_stream_and_a_request_go_to_a_peer_that_is_trusted() {
        try (ScriptedPeer peer = peer(ServerCertificate.GOOD);
                TransportPair transports = transports(trusting())) {
            Attempts attempts = new Attempts(transports, patience());
            attempts.stream(peer);
            attempts.request(peer);
        }
    }

    @Rule(
            number = "TLS-2",
            says = "a certificate for another host is refused, and that is said",
            because = "without it any certificate of anybody opens the way for whoever sits between")
    public void tls2_a_certificate_for_another_host_is_refused() {
        refuses(trusting(), ServerCertificate.WRONG_HOST, says(TlsRefusal.WRONG_HOST));
    }

    @Rule(
            number = "TLS-3",
            says = "a certificate that has expired is refused, and that is said",
            because = "a key that has leaked is of use for ever, else")
    public void tls3_a_certificate_that_has_expired_is_refused() {
        refuses(trusting(), ServerCertificate.EXPIRED, says(TlsRefusal.EXPIRED));
    }

    @Rule(
            number = "TLS-4",
            says = "a certificate that is not yet valid is refused, and that is said",
            because = "most often this machine's clock is wrong, and so would every signature be")
    public void tls4_a_certificate_that_is_not_yet_valid_is_refused() {
        refuses(trusting(), ServerCertificate.NOT_YET_VALID, says(TlsRefusal.NOT_YET_VALID));
    }

    @Rule(
            number = "TLS-5",
            says = "a self-signed certificate is refused, and that is said",
            because = "anybody can make one; what is said tells how to trust one that is genuine")
    public void tls5_a_self_signed_certificate_is_refused() {
        refuses(trusting(), ServerCertificate.SELF_SIGNED, says(TlsRefusal.SELF_SIGNED));
    }

    @Rule(
            number = "TLS-6",
            says = "a certificate by an unknown authority is refused, and that is said, with the authority's name",
            because = "it is how a company's own proxy looks, and its name tells whom to ask")
    public void tls6_a_certificate_by_an_unknown_authority_is_refused() {
        refuses(
                trusting(),
                ServerCertificate.UNKNOWN_AUTHORITY,
                words -> assertThat(words)
                        .contains(TlsRefusal.UNKNOWN_AUTHORITY.words())
                        .contains(TestCertificates.UNKNOWN_AUTHORITY));
    }

    @Rule(
            number = "TLS-7",
            says = "settings that say nothing of TLS trust what the JVM trusts, and nobody else",
            because = "a default that trusts more than the platform is a hole that nobody looks for")
    public void tls7_settings_that_say_nothing_of_tls_trust_what_the_jvm_trusts() {
        refuses(settings().build(), ServerCertificate.GOOD, says(TlsRefusal.UNKNOWN_AUTHORITY));
        refuses(settings().build(), ServerCertificate.SELF_SIGNED, says(TlsRefusal.SELF_SIGNED));
    }

    @Rule(
            number = "TLS-8",
            says = "a context that the caller made is used as it is: whom it trusts is trusted, the rest is refused",
            because = "it may hold keys on a card, or a policy that is not ours to change")
    public void tls8_a_context_that_the_caller_made_is_used_as_it_is() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates.authorities());
        SSLContext callers = SSLContext.getInstance("TLS");
        callers.init(null, trust.getTrustManagers(), null);
        TransportSettings settings = settings().tls(callers).build();

        try (ScriptedPeer peer = peer(ServerCertificate.GOOD);
                TransportPair transports = transports(settings)) {
            Attempts attempts = new Attempts(transports, patience());
            attempts.stream(peer);
            attempts.request(peer);
        }
        refuses(settings, ServerCertificate.WRONG_HOST, says(TlsRefusal.WRONG_HOST));
        refuses(settings, ServerCertificate.UNKNOWN_AUTHORITY, says(TlsRefusal.UNTRUSTED));
    }

    @Rule(
            number = "TLS-9",
            says = "a peer that asks for a certificate is shown the one of the settings; without one nothing opens",
            because = "gateways know their clients by it")
    public void tls9_a_peer_that_asks_for_a_certificate_is_shown_the_one_of_the_settings() {
        SSLContext server = certificates.server(ServerCertificate.GOOD);
        TransportSettings showing = settings()
                .tls(TlsTrust.of(certificates.authorities(), certificates.client(), certificates.password()))
                .build();
        try (ScriptedPeer peer = ScriptedPeer.listeningWithTlsForClients(server);
                TransportPair transports = transports(showing)) {
            Attempts attempts = new Attempts(transports, patience());
            attempts.stream(peer);
            attempts.request(peer);
        }
        try (ScriptedPeer peer = ScriptedPeer.listeningWithTlsForClients(server);
                TransportPair transports = transports(trusting())) {
            Attempts attempts = new Attempts(transports, patience());
            try (PeersHalf half = new PeersHalf(peer)) {
                // With TLS 1.3 a client learns of it after its own half of the handshake, so what it is told may
                // differ.
                attempts.streamFails(peer, half::begin);
                attempts.requestFails(peer, half::begin);
            }
        }
    }

    @Rule(
            number = "TLS-10",
            says = "a peer that does not speak TLS is no connection and no answer",
            because = "a wrong port has to be told from an exchange that refuses")
    public void tls10_a_peer_that_does_not_speak_tls_is_no_connection_and_no_answer() {
        try (ScriptedPeer peer = ScriptedPeer.listening();
                TransportPair transports = transports(trusting())) {
            Attempts attempts = new Attempts(transports, patience());
            // Nothing that the peer can read is an end of a head, so it waits; and then it answers as plain servers do.
            attempts.streamFails(
                    URI.create("wss"
                            + peer.endpoint("listenKey=" + Attempts.KEY)
                                    .toString()
                                    .substring(2)),
                    peer::nextAnswersPlainly);
            attempts.requestFails(
                    URI.create("https"
                            + peer.resource("/?listenKey=" + Attempts.KEY)
                                    .toString()
                                    .substring(4)),
                    peer::nextAnswersPlainly);
        }
    }

    @Rule(
            number = "TLS-11",
            says = "no refusal tells the query, and no log, at any level",
            because = "the listen key in the query is all that it takes to read the account")
    public void tls11_no_refusal_tells_the_query_and_no_log() {
        LogTrap log = LogTrap.set();
        try {
            for (ServerCertificate kind : ServerCertificate.values()) {
                if (kind != ServerCertificate.GOOD) {
                    // What is told is looked at in there.
                    refuses(trusting(), kind, words -> assertThat(words).isNotBlank());
                }
            }
            assertThat(log.lines()).noneMatch(line -> line.contains(Attempts.KEY));
        } finally {
            log.close();
        }
    }

    private void refuses(TransportSettings settings, ServerCertificate kind, Consumer<String> expected) {
        try (ScriptedPeer peer = peer(kind);
                TransportPair transports = transports(settings)) {
            Attempts attempts = new Attempts(transports, patience());
            try (PeersHalf half = new PeersHalf(peer)) {
                expected.accept(attempts.streamFails(peer, half::begin));
                expected.accept(attempts.requestFails(peer, half::begin));
            }
        }
    }

    private static Consumer<String> says(TlsRefusal why) {
        return words -> assertThat(words).contains(why.words()).contains(why.remedy());
    }

    private ScriptedPeer peer(ServerCertificate kind) {
        return ScriptedPeer.listeningWithTls(certificates.server(kind));
    }

    private TransportSettings trusting() {
        return settings().tls(TlsTrust.of(certificates.authorities())).build();
    }

    private TransportSettings.Builder settings() {
        return TransportSettings.builder().connectTimeout(Attempts.underway(patience()));
    }
}

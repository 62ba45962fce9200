package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.support.HttpProxy;
import io.github.bingxstream.port.support.TlsRefusal;
import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.proxy.ConnectProxy;
import io.github.bingxstream.testkit.proxy.ConnectProxy.Manner;
import io.github.bingxstream.testkit.proxy.ProxyRequest;
import io.github.bingxstream.testkit.tls.ServerCertificate;
import io.github.bingxstream.testkit.tls.TestCertificates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a transport promises of proxies, rule by rule, for streams and requests alike: extend it in a test and supply the transports.
 * A name that begins with {@code px3_} tests rule PX-3.
 *
 * <ul>
 *   <li><b>PX-1</b> One setting sends streams and requests through the proxy, with TLS and without.
 *   <li><b>PX-2</b> Credentials reach the proxy from the first request on, and nobody behind it.
 *   <li><b>PX-3</b> A proxy that asks for credentials, or does not accept those it was shown, is no connection and no answer.
 *   <li><b>PX-4</b> A proxy that makes no tunnel is no connection and no answer.
 *   <li><b>PX-5</b> A proxy that is not there is no connection and no answer, and is not gone around.
 *   <li><b>PX-6</b> A proxy that says nothing, or hangs up, is no connection and no answer, within the timeouts.
 *   <li><b>PX-7</b> TLS is between the exchange and us: its certificate is judged as without a proxy.
 *   <li><b>PX-8</b> Through a tunnel the proxy sees host and port, and nothing else.
 *   <li><b>PX-9</b> Neither the password nor the query reaches a log, a message or an exception.
 * </ul>
 *
 * <p>What failed at the proxy names the proxy, and is never reported as an answer of the exchange: the session takes a status
 * of the exchange for a ban.
 */
@Timeout(120)
public abstract class ProxyContract {

    private static final String USER = "somebody";
    private static final String PASSWORD = "PLANTEDpassword0123456789";
    private static final String PASSWORD_ENCODED =
            Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    /** Where nothing but the timeout ends an attempt. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final TestCertificates certificates = TestCertificates.ofThisJvm();
    private final LogTrap log = LogTrap.set();

    /** For subclasses. */
    protected ProxyContract() {}

    /** Returns transports with the given settings; each test closes those it asked for. */
    protected abstract TransportPair transports(TransportSettings settings);

    /** Returns how long to wait for what has to happen. Longer costs nothing where everything works. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    @AfterEach
    public final void nothingWasLogged() {
        log.close();
        assertThat(log.lines())
                .as("PX-9 what was logged")
                .noneMatch(line ->
                        line.contains(Attempts.KEY) || line.contains(PASSWORD) || line.contains(PASSWORD_ENCODED));
    }

    @Test
    @DisplayName("PX-1 one setting sends streams and requests through the proxy")
    public void px1_one_setting_sends_streams_and_requests_through_the_proxy() {
        try (ConnectProxy proxy = ConnectProxy.open();
                ScriptedPeer peer = ScriptedPeer.listening();
                TransportPair transports = transports(through(at(proxy)))) {
            Attempts attempts = new Attempts(transports, patience());

            attempts.stream(peer);
            assertThat(proxy.tunnels()).isEqualTo(1);
            attempts.request(peer);
            assertThat(proxy.requests()).hasSize(2).allMatch(ProxyRequest::isPassed);
        }
    }

    @Test
    @DisplayName("PX-1 one setting sends streams and requests through the proxy, with TLS to the exchange")
    public void px1_with_tls_to_the_exchange() {
        try (ConnectProxy proxy = ConnectProxy.open();
                ScriptedPeer peer = tlsPeer(ServerCertificate.GOOD);
                TransportPair transports = transports(through(at(proxy)))) {
            Attempts attempts = new Attempts(transports, patience());

            attempts.stream(peer);
            attempts.request(peer);
            assertThat(proxy.tunnels()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("PX-2 credentials reach the proxy from the first request on, and nobody behind it")
    public void px2_credentials_reach_the_proxy_and_nobody_behind_it() {
        try (ConnectProxy proxy = ConnectProxy.demanding(USER, PASSWORD);
                ScriptedPeer plain = ScriptedPeer.listening();
                ScriptedPeer tls = tlsPeer(ServerCertificate.GOOD);
                TransportPair transports = transports(through(at(proxy).withCredentials(USER, PASSWORD)))) {
            Attempts attempts = new Attempts(transports, patience());
            for (ScriptedPeer peer : List.of(plain, tls)) {
                for (Visitor visitor : List.of(attempts.stream(peer), attempts.request(peer))) {
                    assertThat(visitor.headers()).doesNotContainKey("proxy-authorization");
                    assertThat(visitor.headers().toString()).doesNotContain(PASSWORD_ENCODED);
                }
            }
            assertThat(proxy.requests()).hasSize(4).allMatch(ProxyRequest::isPassed);
        }
    }

    @Test
    @DisplayName("PX-3 a proxy that asks for credentials is no connection and no answer")
    public void px3_a_proxy_that_asks_for_credentials_is_no_connection_and_no_answer() {
        try (ConnectProxy proxy = ConnectProxy.demanding(USER, PASSWORD)) {
            fails(at(proxy), "asks for credentials");
            fails(at(proxy).withCredentials(USER, "PLANTED another password"), "does not accept the credentials");
            assertThat(proxy.tunnels()).isZero();
        }
    }

    @Test
    @DisplayName("PX-4 a proxy that makes no tunnel is no connection and no answer")
    public void px4_a_proxy_that_makes_no_tunnel_is_no_connection_and_no_answer() {
        try (ConnectProxy proxy = ConnectProxy.behaving(Manner.REFUSES)) {
            fails(at(proxy), "status 502");
        }
    }

    @Test
    @DisplayName("PX-5 a proxy that is not there is no connection and no answer, and is not gone around")
    public void px5_a_proxy_that_is_not_there_is_no_connection_and_no_answer() {
        HttpProxy nobody =
                HttpProxy.at("127.0.0.1", ScriptedPeer.deserted("http", "/").getPort());
        fails(nobody, nobody.unreachable());
        HttpProxy nowhere = HttpProxy.at("no-such-proxy.invalid", 3128);
        fails(nowhere, nowhere.unreachable());
    }

    @Test
    @DisplayName("PX-6 a proxy that hangs up is no connection and no answer")
    public void px6_a_proxy_that_hangs_up_is_no_connection_and_no_answer() {
        try (ConnectProxy proxy = ConnectProxy.behaving(Manner.CUTS)) {
            // Some libraries notice it only when the timeout is over.
            fails(at(proxy), "", SHORT);
        }
    }

    @Test
    @DisplayName("PX-6 a proxy that says nothing is no connection and no answer")
    public void px6_a_proxy_that_says_nothing_is_no_connection_and_no_answer() {
        try (ConnectProxy proxy = ConnectProxy.behaving(Manner.STALLS)) {
            fails(at(proxy), "", SHORT);
        }
    }

    @Test
    @DisplayName("PX-7 the exchange's certificate is judged as without a proxy")
    public void px7_the_exchanges_certificate_is_judged_as_without_a_proxy() {
        for (ServerCertificate kind : List.of(ServerCertificate.WRONG_HOST, ServerCertificate.UNKNOWN_AUTHORITY)) {
            TlsRefusal why =
                    kind == ServerCertificate.WRONG_HOST ? TlsRefusal.WRONG_HOST : TlsRefusal.UNKNOWN_AUTHORITY;
            try (ConnectProxy proxy = ConnectProxy.open();
                    ScriptedPeer peer = tlsPeer(kind);
                    TransportPair transports = transports(through(at(proxy)))) {
                Attempts attempts = new Attempts(transports, patience());
                try (PeersHalf half = new PeersHalf(peer)) {
                    assertThat(attempts.streamFails(peer, half::begin)).contains(why.words());
                    assertThat(attempts.requestFails(peer, half::begin)).contains(why.words());
                }
                assertThat(proxy.tunnels()).isPositive();
            }
        }
    }

    @Test
    @DisplayName("PX-8 through a tunnel the proxy sees host and port, and nothing else")
    public void px8_through_a_tunnel_the_proxy_sees_host_and_port_and_nothing_else() {
        try (ConnectProxy proxy = ConnectProxy.open();
                ScriptedPeer peer = tlsPeer(ServerCertificate.GOOD);
                TransportPair transports = transports(through(at(proxy)))) {
            Attempts attempts = new Attempts(transports, patience());
            attempts.stream(peer);
            attempts.request(peer);
            String target = peer.resource("/").getAuthority();
            assertThat(proxy.requests()).extracting(ProxyRequest::target).containsExactly(target, target);
            assertThat(proxy.requests())
                    .allSatisfy(request ->
                            assertThat(request.line() + request.headers()).doesNotContain(Attempts.KEY));
        }
    }

    @Test
    @DisplayName("PX-9 no failure tells the password or the query")
    public void px9_no_failure_tells_the_password() {
        HttpProxy nobody =
                HttpProxy.at("127.0.0.1", ScriptedPeer.deserted("http", "/").getPort());
        fails(nobody.withCredentials(USER, PASSWORD), nobody.unreachable());
        try (ConnectProxy proxy = ConnectProxy.behaving(Manner.REFUSES)) {
            fails(at(proxy).withCredentials(USER, PASSWORD), "status 502");
        }
    }

    /** Each of the four ways, since libraries go them by different code. The exchange must not be met. */
    private void fails(HttpProxy proxy, String expected) {
        fails(proxy, expected, Attempts.underway(patience()));
    }

    private void fails(HttpProxy proxy, String expected, Duration timeout) {
        try (ScriptedPeer peer = ScriptedPeer.listening();
                TransportPair transports = transports(through(proxy, timeout))) {
            Attempts attempts = new Attempts(transports, patience(), timeout);
            for (String security : List.of("", "s")) {
                String place = peer.resource("/market?listenKey=" + Attempts.KEY)
                        .toString()
                        .substring("http".length());
                String stream = attempts.streamFails(URI.create("ws" + security + place), () -> {});
                assertThat(stream).as("ws" + security).contains(expected);
                assertDiscreet(stream);
                // A status that answers plain HTTP may be the exchange's as well; only 407 may not.
                if (security.equals("s") || !expected.equals("status 502")) {
                    String request = attempts.requestFails(URI.create("http" + security + place), () -> {});
                    assertThat(request).as("http" + security).contains(expected);
                    assertDiscreet(request);
                }
            }
            assertThat(peer.isVisited()).as("gone around the proxy").isFalse();
        }
    }

    private static void assertDiscreet(String words) {
        assertThat(words).doesNotContain("PLANTED").doesNotContain(PASSWORD_ENCODED);
    }

    private static HttpProxy at(ConnectProxy proxy) {
        return HttpProxy.at(proxy.host(), proxy.port());
    }

    private TransportSettings through(HttpProxy proxy) {
        return through(proxy, Attempts.underway(patience()));
    }

    private TransportSettings through(HttpProxy proxy, Duration connectTimeout) {
        return TransportSettings.builder()
                .proxy(proxy)
                .tls(TlsTrust.of(certificates.authorities()))
                .connectTimeout(connectTimeout)
                .build();
    }

    private ScriptedPeer tlsPeer(ServerCertificate kind) {
        return ScriptedPeer.listeningWithTls(certificates.server(kind));
    }
}

package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.support.HttpProxy;
import io.github.bingxstream.port.support.TlsRefusal;
import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.contract.Rule;
import io.github.bingxstream.testkit.contract.RuleNames;
import io.github.bingxstream.testkit.proxy.ConnectProxy;
import io.github.bingxstream.testkit.proxy.ConnectProxy.Manner;
import io.github.bingxstream.testkit.proxy.ProxyRequest;
import io.github.bingxstream.testkit.tls.ServerCertificate;
import io.github.bingxstream.testkit.tls.TestCertificates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Timeout;

/**
 * What a transport promises of proxies, rule by rule, for streams and requests alike: extend it in a test and supply the transports.
 *
 * <p>What failed at the proxy names the proxy, and is never reported as an answer of the exchange: the session takes a status
 * of the exchange for a ban.
 */
@Timeout(120)
@DisplayNameGeneration(RuleNames.class)
public abstract class ProxyContract {

    private static final String USER = "somebody";
    private static final String PASSWORD = "PLANTEDpassword0123456789";
    private static final String PASSWORD_ENCODED =
            Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    /** Where nothing but the timeout ends an attempt. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final TestCertificates certificates = TestCertificates.ofThisJvm();
    private @Nullable LogTrap log;

    /** For subclasses. */
    protected ProxyContract() {}

    /** Returns transports with the given settings; each test closes those it asked for. */
    protected abstract TransportPair transports(TransportSettings settings);

    /** Returns how long to wait for what has to happen. Longer costs nothing where everything works. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    @BeforeEach
    public final void readTheLog() {
        log = LogTrap.set();
    }

    /** Part of PX-9, whatever a test is about. */
    @AfterEach
    public final void nothingWasLogged() {
        if (log != null) {
            log.close();
            assertDiscreet(log);
        }
    }

    @Rule(
            number = "PX-1",
            says = "one setting leads streams and requests through the proxy, with TLS to the exchange and without",
            because = "who is let out by a proxy alone has no other way, and whoever sets it twice forgets one")
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
        try (ConnectProxy proxy = ConnectProxy.open();
                ScriptedPeer peer = tlsPeer(ServerCertificate.GOOD);
                TransportPair transports = transports(through(at(proxy)))) {
            Attempts attempts = new Attempts(transports, patience());

            attempts.stream(peer);
            attempts.request(peer);
            assertThat(proxy.tunnels()).isEqualTo(2);
        }
    }

    @Rule(
            number = "PX-2",
            says = "credentials reach the proxy from the first request on, and nobody behind it",
            because = "a handshake is not repeated with credentials, and the exchange has no business with them")
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

    @Rule(
            number = "PX-3",
            says =
                    "a proxy that asks for credentials, or does not accept those it was shown, is no connection and no answer",
            because = "its 407 would be taken for a refusal by the exchange")
    public void px3_a_proxy_that_asks_for_credentials_is_no_connection_and_no_answer() {
        try (ConnectProxy proxy = ConnectProxy.demanding(USER, PASSWORD)) {
            fails(at(proxy), "asks for credentials");
            fails(at(proxy).withCredentials(USER, "PLANTED another password"), "does not accept the credentials");
            assertThat(proxy.tunnels()).isZero();
        }
    }

    @Rule(
            number = "PX-4",
            says = "a proxy that makes no tunnel is no connection and no answer",
            because = "its status would be taken for the exchange's, and a 403 for a ban of five minutes")
    public void px4_a_proxy_that_makes_no_tunnel_is_no_connection_and_no_answer() {
        try (ConnectProxy proxy = ConnectProxy.behaving(Manner.REFUSES)) {
            fails(at(proxy), "status 502");
        }
    }

    @Rule(
            number = "PX-5",
            says = "a proxy that is not there is no connection and no answer, and is not gone around",
            because = "who has to go through it would be seen from an address that the key may not be used from")
    public void px5_a_proxy_that_is_not_there_is_no_connection_and_no_answer() {
        try (AbsentPeer absent = AbsentPeer.absent()) {
            HttpProxy nobody = HttpProxy.at("127.0.0.1", absent.port());
            fails(nobody, nobody.unreachable());
        }
        HttpProxy nowhere = HttpProxy.at("no-such-proxy.invalid", 3128);
        fails(nowhere, nowhere.unreachable());
    }

    @Rule(
            number = "PX-6",
            says = "a proxy that hangs up or says nothing is no connection and no answer, within the timeouts",
            because = "the next attempt waits for the end of this one")
    public void px6_a_proxy_that_hangs_up_or_says_nothing_is_no_connection_and_no_answer() {
        for (Manner manner : List.of(Manner.CUTS, Manner.STALLS)) {
            try (ConnectProxy proxy = ConnectProxy.behaving(manner)) {
                // Some libraries notice that it hangs up only when the timeout is over.
                fails(at(proxy), "", SHORT);
            }
        }
    }

    @Rule(
            number = "PX-7",
            says = "TLS is between the exchange and us: its certificate is judged as without a proxy",
            because = "a proxy sits between by its trade")
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

    @Rule(
            number = "PX-8",
            says = "through a tunnel the proxy sees host and port, and nothing else",
            because = "the listen key in the query, and what is asked, are not for it")
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

    @Rule(
            number = "PX-9",
            says = "neither the password nor the query reaches a log, a message or an exception",
            because = "a proxy's password often is somebody's password for everything")
    public void px9_neither_password_nor_query_is_told() {
        LogTrap told = LogTrap.set();
        try (ConnectProxy proxy = ConnectProxy.behaving(Manner.REFUSES);
                AbsentPeer absent = AbsentPeer.absent()) {
            HttpProxy nobody = HttpProxy.at("127.0.0.1", absent.port());
            fails(nobody.withCredentials(USER, PASSWORD), nobody.unreachable());
            fails(at(proxy).withCredentials(USER, PASSWORD), "status 502");
        } finally {
            told.close();
        }
        assertDiscreet(told);
    }

    /** Each of the four ways, since libraries go them by different code. The exchange must not be met. */
    private void fails(HttpProxy proxy, String expected) {
        fails(proxy, expected, Attempts.underway(patience()));
    }

    private void fails(HttpProxy proxy, String expected, Duration timeout) {
        try (ScriptedPeer peer = ScriptedPeer.listening();
                TransportPair transports = transports(through(proxy, timeout))) {
            Attempts attempts = new Attempts(transports, patience(), timeout);
            // All begin before one is waited for, since nothing but time may end them.
            Map<String, Supplier<String>> failing = new LinkedHashMap<>();
            for (String security : List.of("", "s")) {
                String place = peer.resource("/market?listenKey=" + Attempts.KEY)
                        .toString()
                        .substring("http".length());
                failing.put("ws" + security, attempts.failingStream(URI.create("ws" + security + place)));
                // A status that answers plain HTTP may be the exchange's as well; only 407 may not.
                if (security.equals("s") || !expected.equals("status 502")) {
                    failing.put("http" + security, attempts.failingRequest(URI.create("http" + security + place)));
                }
            }
            failing.forEach((way, failure) -> {
                String words = failure.get();
                assertThat(words).as(way).contains(expected);
                assertDiscreet(words);
            });
            assertThat(peer.isVisited()).as("gone around the proxy").isFalse();
        }
    }

    private static void assertDiscreet(String words) {
        assertThat(words).doesNotContain("PLANTED").doesNotContain(PASSWORD_ENCODED);
    }

    private static void assertDiscreet(LogTrap log) {
        assertThat(log.lines())
                .as("PX-9 what was logged")
                .noneMatch(line ->
                        line.contains(Attempts.KEY) || line.contains(PASSWORD) || line.contains(PASSWORD_ENCODED));
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

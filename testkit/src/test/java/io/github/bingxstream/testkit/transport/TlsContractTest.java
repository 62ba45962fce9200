package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.tls.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules' witnesses: transports that break one each, and the test that has to notice. */
class TlsContractTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.ofThisJvm();

    /** Nobody trusts rules that nothing keeps. */
    @Nested
    class WhoKeepsTheRules extends TlsContract {
        @Override
        protected TransportPair transports(TransportSettings settings) {
            return new PlainWay(settings).pair();
        }
    }

    @ParameterizedTest(name = "{0} is noticed")
    @MethodSource("witnesses")
    void the_contract_notices_its_witness(String name, Function<TransportSettings, PlainWay> broken, Rule rule) {
        assertThatThrownBy(() -> rule.test(new Trial(broken))).isInstanceOf(Throwable.class);
    }

    static Stream<Arguments> witnesses() {
        return Stream.of(
                witness(
                        "trusting the JVM's authorities only",
                        settings -> new PlainWay(settings) {
                            @Override
                            SSLContext context() {
                                return TlsTrust.platform();
                            }
                        },
                        Trial::tls1_a_stream_and_a_request_go_to_a_peer_that_is_trusted),
                witness(
                        "not looking at the host",
                        settings -> new PlainWay(settings) {
                            @Override
                            boolean checksHost() {
                                return false;
                            }
                        },
                        Trial::tls2_a_certificate_for_another_host_is_refused),
                witness("not saying why", Speechless::new, Trial::tls3_a_certificate_that_has_expired_is_refused),
                witness(
                        "trusting everybody today",
                        Trusting::new,
                        Trial::tls4_a_certificate_that_is_not_yet_valid_is_refused),
                witness("trusting everybody", Trusting::new, Trial::tls5_a_self_signed_certificate_is_refused),
                witness(
                        "not naming the authority",
                        Speechless::new,
                        Trial::tls6_a_certificate_by_an_unknown_authority_is_refused),
                witness(
                        "trusting one authority more",
                        settings -> new PlainWay(settings) {
                            @Override
                            SSLContext context() {
                                return TlsTrust.of(CERTIFICATES.authorities());
                            }
                        },
                        Trial::tls7_settings_that_say_nothing_of_tls_trust_what_the_jvm_trusts),
                witness(
                        "using a context of its own",
                        Trusting::new,
                        Trial::tls8_a_context_that_the_caller_made_is_used_as_it_is),
                witness(
                        "showing no certificate",
                        settings -> new PlainWay(settings) {
                            @Override
                            SSLContext context() {
                                return TlsTrust.of(CERTIFICATES.authorities());
                            }
                        },
                        Trial::tls9_a_peer_that_asks_for_a_certificate_is_shown_the_one_of_the_settings),
                witness(
                        "speaking without TLS if need be",
                        settings -> new PlainWay(settings) {
                            @Override
                            Socket secure(Socket socket, URI uri) throws IOException {
                                return socket;
                            }
                        },
                        Trial::tls10_a_peer_that_does_not_speak_tls_is_no_connection_and_no_answer),
                witness(
                        "quoting the URL",
                        settings -> new PlainWay(settings) {
                            @Override
                            String describe(URI uri, IOException failure) {
                                return uri + ": " + failure.getMessage();
                            }
                        },
                        Trial::tls11_no_refusal_tells_the_query_and_no_log));
    }

    private static Arguments witness(String name, Function<TransportSettings, PlainWay> broken, Rule rule) {
        return arguments(name, broken, rule);
    }

    /** One test of the contract. */
    interface Rule {
        void test(Trial trial) throws Exception;
    }

    static final class Trial extends TlsContract {
        private final Function<TransportSettings, PlainWay> broken;

        Trial(Function<TransportSettings, PlainWay> broken) {
            this.broken = broken;
        }

        @Override
        protected TransportPair transports(TransportSettings settings) {
            return broken.apply(settings).pair();
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(5);
        }
    }

    private static final class Speechless extends PlainWay {
        Speechless(TransportSettings settings) {
            super(settings);
        }

        @Override
        String describe(URI uri, IOException failure) {
            return "no connection";
        }
    }

    private static final class Trusting extends PlainWay {
        Trusting(TransportSettings settings) {
            super(settings);
        }

        @Override
        SSLContext context() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new TrustsEverybody()}, null);
                return context;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static final class TrustsEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

package io.github.bingxstream.testkit.transport;

import io.github.bingxstream.port.support.TlsTrust;
import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.contract.Witness;
import io.github.bingxstream.testkit.tls.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** For each rule of {@link TlsContract} transports that break it. */
public final class TlsWitnesses {

    private static final TestCertificates CERTIFICATES = TestCertificates.ofThisJvm();

    private TlsWitnesses() {}

    /** Returns all witnesses. */
    public static List<Witness> all() {
        return List.of(
                breaking("TLS-1", "trusts the JVM's authorities only", settings -> new PlainWay(settings) {
                    @Override
                    SSLContext context() {
                        return TlsTrust.platform();
                    }
                }),
                breaking("TLS-2", "does not look at the host", settings -> new PlainWay(settings) {
                    @Override
                    boolean checksHost() {
                        return false;
                    }
                }),
                breaking("TLS-3", "does not say why", Speechless::new),
                breaking("TLS-4", "trusts everybody today", Trusting::new),
                breaking("TLS-5", "trusts everybody", Trusting::new),
                breaking("TLS-6", "does not name the authority", Speechless::new),
                breaking("TLS-7", "trusts one authority more", TrustingOneMore::new),
                breaking("TLS-8", "uses a context of its own", Trusting::new),
                breaking("TLS-9", "shows no certificate", TrustingOneMore::new),
                breaking("TLS-10", "speaks without TLS if need be", settings -> new PlainWay(settings) {
                    @Override
                    Socket secure(Socket socket, URI uri) throws IOException {
                        return socket;
                    }
                }),
                breaking("TLS-11", "quotes the URL", settings -> new PlainWay(settings) {
                            @Override
                            String describe(URI uri, IOException failure) {
                                return uri + ": " + failure.getMessage();
                            }
                        })
                        .alone(),
                breaking("TLS-11", "logs the URL", settings -> new PlainWay(settings) {
                            @Override
                            String describe(URI uri, IOException failure) {
                                Logger.getLogger("a.witness").finest(uri.toString());
                                return super.describe(uri, failure);
                            }
                        })
                        .alone());
    }

    private static Witness breaking(String rule, String words, Function<TransportSettings, PlainWay> broken) {
        return new Witness(rule, words, () -> Witness.call(TlsContract.class, rule, new Trial(broken)));
    }

    private static final class Trial extends TlsContract {
        private final Function<TransportSettings, PlainWay> broken;

        Trial(Function<TransportSettings, PlainWay> broken) {
            this.broken = broken;
        }

        @Override
        protected TransportPair transports(TransportSettings settings) {
            return broken.apply(settings).pair();
        }

        /** What never comes is waited for in vain, so not for long. */
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

    private static final class TrustingOneMore extends PlainWay {
        TrustingOneMore(TransportSettings settings) {
            super(settings);
        }

        @Override
        SSLContext context() {
            return TlsTrust.of(CERTIFICATES.authorities());
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
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

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

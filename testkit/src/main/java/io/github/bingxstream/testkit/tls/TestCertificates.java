package io.github.bingxstream.testkit.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * An authority, certificates that it signed for servers and for a client, and some that are not as they should be. Made once a
 * JVM, in milliseconds; for several threads at once.
 *
 * <pre>{@code
 * TestCertificates certificates = TestCertificates.ofThisJvm();
 * SSLContext server = certificates.server(ServerCertificate.GOOD);
 * SSLContext client = TlsTrust.of(certificates.authorities());
 * }</pre>
 */
public final class TestCertificates {

    /** The distinguished name of the authority that nobody knows. */
    public static final String UNKNOWN_AUTHORITY = "CN=Authority that nobody knows";

    /** The distinguished name in the client's certificate. */
    public static final String CLIENT = "CN=Client of a test";

    private static final byte[] HERE = {127, 0, 0, 1};
    private static final byte[] ELSEWHERE = {(byte) 192, 0, 2, 1};

    private static final char[] PASSWORD = "only for the form".toCharArray();

    private static @Nullable TestCertificates made;

    private final Issued authority;
    private final Issued client;
    private final Map<ServerCertificate, Issued> servers = new EnumMap<>(ServerCertificate.class);

    private TestCertificates(Instant now) {
        Instant from = now.minus(Duration.ofDays(2));
        Instant yesterday = now.minus(Duration.ofDays(1));
        Instant tomorrow = now.plus(Duration.ofDays(1));
        Instant until = now.plus(Duration.ofDays(2));
        authority = Issued.to("CN=Authority of a test", List.of(), true, from, until, null);
        Issued unknown = Issued.to(UNKNOWN_AUTHORITY, List.of(), true, from, until, null);
        client = Issued.to(CLIENT, List.of(), false, from, until, authority);
        for (ServerCertificate kind : ServerCertificate.values()) {
            servers.put(
                    kind,
                    switch (kind) {
                        case GOOD -> server(HERE, from, until, authority);
                        case WRONG_HOST -> server(ELSEWHERE, from, until, authority);
                        case EXPIRED -> server(HERE, from, yesterday, authority);
                        case NOT_YET_VALID -> server(HERE, tomorrow, until, authority);
                        case SELF_SIGNED -> Issued.to("CN=Server", List.of(HERE), false, from, until, null);
                        case UNKNOWN_AUTHORITY -> server(HERE, from, until, unknown);
                    });
        }
    }

    private static Issued server(byte[] address, Instant from, Instant until, Issued issuer) {
        return Issued.to("CN=Server", List.of(address), false, from, until, issuer);
    }

    /** Returns the certificates of this JVM, which are the same in every call. They last for two days. */
    public static synchronized TestCertificates ofThisJvm() {
        TestCertificates known = made;
        if (known == null) {
            known = new TestCertificates(Instant.now());
            made = known;
        }
        return known;
    }

    /** Returns the authority, for those who are to trust it. */
    public KeyStore authorities() {
        try {
            KeyStore store = empty();
            store.setCertificateEntry("authority", authority.certificate());
            return store;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the client's key and its certificate, which is for {@link #CLIENT}. */
    public KeyStore client() {
        return identity(client);
    }

    /** Returns the password of {@link #client()}. */
    public char[] password() {
        return PASSWORD.clone();
    }

    /** Returns a server that shows a certificate, and trusts clients' certificates of the authority. */
    public SSLContext server(ServerCertificate kind) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity(Objects.requireNonNull(servers.get(kind))), PASSWORD);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyStore identity(Issued issued) {
        try {
            KeyStore store = empty();
            store.setKeyEntry(
                    "identity", issued.key(), PASSWORD, new java.security.cert.Certificate[] {issued.certificate()});
            return store;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}

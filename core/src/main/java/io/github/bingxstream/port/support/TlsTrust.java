package io.github.bingxstream.port.support;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes TLS contexts from key stores. They decide as the JDK does; what they add is that a refusal names who signed a
 * certificate that nobody trusts (see {@link TlsRefusal}).
 *
 * <p>There is no way to trust everybody. Whoever meets a certificate that is not trusted, and knows it to be genuine, puts
 * its authority into a key store.
 */
public final class TlsTrust {

    private TlsTrust() {}

    /**
     * Returns a context that trusts the authorities of a key store, and nobody else.
     *
     * @throws IllegalArgumentException if the key store cannot be used
     */
    public static SSLContext of(KeyStore authorities) {
        return context(Objects.requireNonNull(authorities, "authorities"), null);
    }

    /**
     * Returns a context that trusts the authorities of a key store, and shows a certificate to servers that ask for one.
     *
     * @param identity holds the certificate and its key
     * @param password of the key; not kept
     * @throws IllegalArgumentException if a key store or the password cannot be used
     */
    public static SSLContext of(KeyStore authorities, KeyStore identity, char[] password) {
        Objects.requireNonNull(authorities, "authorities");
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity, password);
            return context(authorities, keys.getKeyManagers());
        } catch (GeneralSecurityException unusable) {
            // Without a cause: nobody promises that it does not quote the password.
            throw new IllegalArgumentException("the key store or its password cannot be used: "
                    + unusable.getClass().getSimpleName());
        }
    }

    /**
     * Returns a context that trusts what the JVM trusts, {@code javax.net.ssl.trustStore} included. A default context that the
     * application has set, or one that shows a certificate, is taken as it is.
     */
    public static SSLContext platform() {
        try {
            SSLContext given = SSLContext.getDefault();
            boolean isTheJdks = given.getProtocol().equals("Default");
            return isTheJdks && System.getProperty("javax.net.ssl.keyStore") == null ? context(null, null) : given;
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this JVM has no default TLS context", broken);
        }
    }

    /**
     * Returns an engine for a connection to a server whose name is checked against its certificate: for libraries that take an
     * engine, which by itself checks no name.
     *
     * @param host as it stands in the URL
     */
    public static SSLEngine engine(SSLContext context, String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters checks = engine.getSSLParameters();
        checks.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(checks);
        return engine;
    }

    /**
     * Lets a socket check the server's name against its certificate, before it shakes hands: for libraries that take a socket
     * factory, whose sockets by themselves check no name.
     *
     * @param socket was made with the name as it stands in the URL
     */
    public static Socket checkingName(Socket socket) {
        if (socket instanceof SSLSocket tls) {
            SSLParameters checks = tls.getSSLParameters();
            checks.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(checks);
        }
        return socket;
    }

    private static SSLContext context(@Nullable KeyStore authorities, KeyManager @Nullable [] keys) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            TrustManager[] telling = Arrays.stream(trust.getTrustManagers())
                    .map(manager -> manager instanceof X509ExtendedTrustManager decides
                            ? new TellingTrustManager(decides)
                            : manager)
                    .toArray(TrustManager[]::new);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, telling, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the key store cannot be used", unusable);
        }
    }
}

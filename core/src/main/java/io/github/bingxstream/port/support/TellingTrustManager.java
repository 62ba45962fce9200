package io.github.bingxstream.port.support;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Leaves every decision to another trust manager, and tells of a certificate that it refused who signed it: the JDK's own
 * exception says of a stranger and of a self-signed certificate the same, and whoever reads it later has no certificate.
 */
final class TellingTrustManager extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager decides;

    TellingTrustManager(X509ExtendedTrustManager decides) {
        this.decides = decides;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            decides.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException refusal) {
            throw told(chain, refusal);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            decides.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException refusal) {
            throw told(chain, refusal);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            decides.checkServerTrusted(chain, authType);
        } catch (CertificateException refusal) {
            throw told(chain, refusal);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        decides.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        decides.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        decides.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return decides.getAcceptedIssuers();
    }

    /** A refusal in any case: the one that was given, or one that says more and has it for its cause. */
    private static CertificateException told(X509Certificate[] chain, CertificateException refusal) {
        if (chain.length == 0 || !(refusal.getCause() instanceof CertPathBuilderException)) {
            return refusal;
        }
        X509Certificate last = chain[chain.length - 1];
        return isSelfSigned(chain[0])
                ? new StrangerException(TlsRefusal.SELF_SIGNED, "", refusal)
                : new StrangerException(
                        TlsRefusal.UNKNOWN_AUTHORITY,
                        last.getIssuerX500Principal().getName(),
                        refusal);
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException signedByAnother) {
            return false;
        }
    }

    /** A certificate that nobody trusted vouches for. */
    static final class StrangerException extends CertificateException {

        private static final long serialVersionUID = 1L;

        private final TlsRefusal why;
        private final String signer;

        private StrangerException(TlsRefusal why, String signer, CertificateException refusal) {
            super(why.words(), refusal);
            this.why = why;
            this.signer = signer;
        }

        TlsRefusal why() {
            return why;
        }

        /** The distinguished name of the authority, in the peer's words; empty for a self-signed certificate. */
        String signer() {
            return signer;
        }
    }
}

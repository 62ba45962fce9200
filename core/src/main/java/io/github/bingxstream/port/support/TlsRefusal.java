package io.github.bingxstream.port.support;

import io.github.bingxstream.port.support.TellingTrustManager.StrangerException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a TLS connection was refused, found in the causes of an exception, and what helps. None of the words is the library's,
 * for its own may quote a URL; and no remedy is to trust everybody.
 */
public enum TlsRefusal {
    /** The certificate is for another name or address. */
    WRONG_HOST("the server's certificate is for another host", "check the host of the URL"),
    /** The certificate's time is over. */
    EXPIRED("the server's certificate has expired", "the server needs a new one, unless this machine's clock is wrong"),
    /** The certificate's time has not begun. */
    NOT_YET_VALID("the server's certificate is not yet valid", "check this machine's clock"),
    /** The certificate is signed with its own key, and not trusted. */
    SELF_SIGNED(
            "the server's certificate is self-signed, and not trusted",
            "if you know it to be genuine, trust it through an SSLContext"),
    /** The certificate is signed by an authority that is not trusted. */
    UNKNOWN_AUTHORITY(
            "the server's certificate is signed by an authority that is not trusted",
            "if you know the authority, trust it through an SSLContext"),
    /** One of the two above; only a context made by {@link TlsTrust} tells which. */
    UNTRUSTED(
            "the server's certificate is self-signed or signed by an authority that is not trusted",
            "if you know it to be genuine, trust it through an SSLContext"),
    /** The server ended the handshake: most often it wants a certificate of ours, or another one. */
    REFUSED_BY_SERVER(
            "the server refused the TLS connection", "if it asks for a certificate, show one through an SSLContext"),
    /** What came back was not TLS. */
    NO_TLS("the server does not speak TLS", "check scheme and port of the URL");

    /** Fixed words of the JDK's host name checker, the same from 17 to 25. */
    private static final Pattern OTHER_HOST =
            Pattern.compile("No (subject alternative .*|name matching .*)", Pattern.DOTALL);

    private static final Pattern ALERT = Pattern.compile("(?:\\(\\w+\\) )?Received fatal alert: ([a-z_]+)");

    private static final int CAUSES_MAX = 12;
    private static final int SIGNER_MAX = 120;

    private final String words;
    private final String remedy;

    TlsRefusal(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /** Returns what is wrong, in a few words that stand in every {@link #explain explanation}. */
    public String words() {
        return words;
    }

    /** Returns what can be done about it. */
    public String remedy() {
        return remedy;
    }

    /** Returns why TLS was refused, if a failure or one of its causes is about that. */
    public static Optional<TlsRefusal> in(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            TlsRefusal found = of(cause);
            if (found != null) {
                return Optional.of(found);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** Returns what is wrong, who is to blame, and what helps, in one line; empty if it is about something else. */
    public static Optional<String> explain(Throwable failure) {
        return in(failure).map(found -> found.words + particulars(failure) + ": " + found.remedy);
    }

    private static @Nullable TlsRefusal of(Throwable cause) {
        if (cause instanceof StrangerException stranger) {
            return stranger.why();
        }
        if (cause instanceof CertificateExpiredException) {
            return EXPIRED;
        }
        if (cause instanceof CertificateNotYetValidException) {
            return NOT_YET_VALID;
        }
        if (cause instanceof CertPathBuilderException) {
            return UNTRUSTED;
        }
        String message = cause.getMessage();
        if (message == null) {
            return null;
        }
        if (cause instanceof java.security.cert.CertificateException
                && OTHER_HOST.matcher(message).matches()) {
            return WRONG_HOST;
        }
        if (cause instanceof SSLException) {
            if (ALERT.matcher(message).matches()) {
                return REFUSED_BY_SERVER;
            }
            if (message.startsWith("Unsupported or unrecognized SSL message")) {
                return NO_TLS;
            }
        }
        return null;
    }

    private static String particulars(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof StrangerException stranger
                    && !stranger.signer().isEmpty()) {
                return " (" + oneShortLine(stranger.signer()) + ")";
            }
            Matcher alert = ALERT.matcher(String.valueOf(cause.getMessage()));
            if (cause instanceof SSLException && alert.matches()) {
                return " (" + alert.group(1) + ")";
            }
            cause = cause.getCause();
        }
        return "";
    }

    private static String oneShortLine(String words) {
        String line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= SIGNER_MAX ? line : line.substring(0, SIGNER_MAX) + "…";
    }
}

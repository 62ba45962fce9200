package io.github.bingxstream.port.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against exceptions as the JDK makes them; that it does make them so, the TLS rules of the testkit show on each JDK. */
class TlsRefusalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No subject alternative names present",
                "No subject alternative names matching IP address 127.0.0.1 found",
                "No subject alternative DNS name matching localhost found.",
                "No name matching example.com found"
            })
    void another_host_is_told_by_the_words_of_the_jdk(String words) {
        assertThat(TlsRefusal.in(handshake(new CertificateException(words)))).contains(TlsRefusal.WRONG_HOST);
    }

    @Test
    void the_causes_tell_what_was_wrong_with_a_certificate() {
        assertThat(TlsRefusal.in(handshake(new CertPathValidatorException(new CertificateExpiredException("x")))))
                .contains(TlsRefusal.EXPIRED);
        assertThat(TlsRefusal.in(handshake(new CertificateNotYetValidException())))
                .contains(TlsRefusal.NOT_YET_VALID);
        assertThat(TlsRefusal.in(handshake(new CertPathBuilderException("no path"))))
                .contains(TlsRefusal.UNTRUSTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Received fatal alert: certificate_required",
                "(bad_certificate) Received fatal alert: bad_certificate"
            })
    void an_alert_is_the_servers_refusal_and_is_named(String words) {
        assertThat(TlsRefusal.explain(new IOException(new SSLHandshakeException(words))))
                .hasValueSatisfying(said -> assertThat(said)
                        .startsWith(TlsRefusal.REFUSED_BY_SERVER.words() + " (")
                        .contains("certificate"));
    }

    @Test
    void what_is_no_tls_is_said_to_be_none() {
        assertThat(TlsRefusal.in(new SSLException("Unsupported or unrecognized SSL message")))
                .contains(TlsRefusal.NO_TLS);
    }

    @Test
    void other_failures_are_not_about_tls() {
        assertThat(TlsRefusal.explain(new IOException("No name matching example.com found")))
                .isEmpty();
        assertThat(TlsRefusal.explain(new SSLException("wss://host?listenKey=PLANTED")))
                .isEmpty();
        assertThat(Failures.describe(new SSLException("wss://host?listenKey=PLANTED")))
                .isEqualTo("SSLException");
    }

    @Test
    void causes_that_go_round_in_circles_end() {
        Exception one = new Exception("one");
        Exception other = new Exception("other", one);
        one.initCause(other);
        assertThat(TlsRefusal.explain(one)).isEmpty();
    }

    private static Throwable handshake(Throwable cause) {
        return new CompletionException(new IOException(new SSLHandshakeException("x").initCause(cause)));
    }
}

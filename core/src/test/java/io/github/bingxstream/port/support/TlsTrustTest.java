package io.github.bingxstream.port.support;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

/** Its contexts are tested by the TLS rules of the testkit. */
class TlsTrustTest {

    @Test
    void an_engine_is_a_clients_and_checks_the_name_of_the_server() {
        SSLEngine engine = TlsTrust.engine(TlsTrust.platform(), "exchange.example", 443);

        assertThat(engine.getUseClientMode()).isTrue();
        assertThat(engine.getPeerHost()).isEqualTo("exchange.example");
        assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm())
                .isEqualTo("HTTPS");
    }
}

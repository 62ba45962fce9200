package io.github.bingxstream.adapter.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.port.support.HttpProxy;
import io.github.bingxstream.port.support.TransportSettings;
import java.net.http.HttpClient;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class TunnelCredentialsTest {

    private static final HttpProxy PROXY = HttpProxy.at("127.0.0.1", 3128);

    @Test
    void credentials_are_left_out_unless_basic_is_allowed() {
        assertThat(TunnelCredentials.areLeftOut(null)).isTrue();
        assertThat(TunnelCredentials.areLeftOut("Basic")).isTrue();
        assertThat(TunnelCredentials.areLeftOut("NTLM, basic")).isTrue();
        assertThat(TunnelCredentials.areLeftOut("")).isFalse();
        assertThat(TunnelCredentials.areLeftOut("NTLM")).isFalse();
    }

    @Test
    void a_transport_whose_credentials_would_be_left_out_is_refused_with_the_remedy() {
        // These tests run with the remedy; a program is usually started without.
        String given = System.clearProperty(TunnelCredentials.PROPERTY);
        try {
            assertThatThrownBy(() -> TunnelCredentials.requireShown(PROXY.withCredentials("user", "PLANTED")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("-Djdk.http.auth.tunneling.disabledSchemes=")
                    .hasMessageNotContaining("PLANTED");
            assertThatCode(() -> TunnelCredentials.requireShown(PROXY)).doesNotThrowAnyException();
        } finally {
            System.setProperty(TunnelCredentials.PROPERTY, String.valueOf(given));
        }
    }

    @Test
    void a_proxy_beside_a_callers_client_is_refused_for_it_would_not_be_used() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            HttpClient client = HttpClient.newBuilder().executor(timer).build();
            TransportSettings settings =
                    TransportSettings.builder().proxy(PROXY).build();
            assertThatThrownBy(() -> JdkTransport.using(client, timer, settings))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("HttpClient.Builder");
        } finally {
            timer.shutdown();
        }
    }
}

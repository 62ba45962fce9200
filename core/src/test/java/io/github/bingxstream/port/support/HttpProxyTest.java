package io.github.bingxstream.port.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProxyTest {

    private static final HttpProxy PROXY = HttpProxy.at("proxy.example", 3128);

    @Test
    void credentials_are_shown_in_the_form_of_rfc_7617_and_in_utf_8() {
        assertThat(PROXY.authorization()).isEmpty();
        assertThat(PROXY.withCredentials("test", "123£").authorization()).contains("Basic dGVzdDoxMjPCow==");
    }

    @Test
    void no_text_tells_the_password() {
        HttpProxy secret = PROXY.withCredentials("user", "PLANTED");
        assertThat(secret + secret.refused(407) + secret.refused(502) + secret.unreachable())
                .doesNotContain("PLANTED")
                .doesNotContain(secret.authorization().orElseThrow().substring("Basic ".length()))
                .contains("proxy.example:3128");
        assertThatThrownBy(() -> PROXY.withCredentials("user", "PLANTED\r\nX: y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("PLANTED");
        assertThatThrownBy(() -> PROXY.withCredentials("us:er", "PLANTED")).hasMessageNotContaining("PLANTED");
    }

    @Test
    void who_has_shown_credentials_is_told_that_they_are_wrong() {
        assertThat(PROXY.refused(407)).contains("asks for credentials");
        assertThat(PROXY.withCredentials("user", "password").refused(407)).contains("does not accept");
        assertThat(PROXY.refused(502)).isEqualTo("the proxy proxy.example:3128 made no tunnel (status 502)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://proxy", "proxy:80", "proxy/path", "user@proxy", "proxy\r\nX: y"})
    void what_is_more_than_a_host_is_refused(String host) {
        assertThatThrownBy(() -> HttpProxy.at(host, 3128)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpProxy.at("proxy", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(HttpProxy.at("[::1]", 3128)).hasToString("[::1]:3128");
    }
}

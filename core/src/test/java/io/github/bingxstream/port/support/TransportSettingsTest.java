package io.github.bingxstream.port.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class TransportSettingsTest {

    @Test
    void what_is_not_set_has_its_default() {
        TransportSettings settings =
                TransportSettings.builder().sendTimeout(Duration.ofSeconds(3)).build();
        assertThat(settings.sendTimeout()).hasSeconds(3);
        assertThat(settings.connectTimeout()).hasSeconds(4);
        assertThat(settings.closeGrace()).hasSeconds(2);
        assertThat(settings.messageBytesMax()).isEqualTo(1024 * 1024);
        assertThat(settings.textsWaitingMax()).isEqualTo(256);
        assertThat(settings.bodyBytesMax()).isEqualTo(4 * 1024 * 1024);
        assertThat(settings.proxy()).isEmpty();
    }

    @Test
    void a_context_that_was_set_is_the_one_that_is_used() throws Exception {
        SSLContext callers = SSLContext.getInstance("TLS");
        assertThat(TransportSettings.builder().tls(callers).build().tls()).isSameAs(callers);
    }

    @Test
    void what_would_break_a_rule_of_the_ports_is_refused() {
        TransportSettings.Builder builder = TransportSettings.builder();
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO)).hasMessageContaining("connectTimeout");
        assertThatThrownBy(() -> builder.sendTimeout(Duration.ofSeconds(-1))).hasMessageContaining("sendTimeout");
        assertThatThrownBy(() -> builder.closeGrace(Duration.ZERO)).hasMessageContaining("closeGrace");
        assertThatThrownBy(() -> builder.messageBytesMax(0)).hasMessageContaining("messageBytesMax");
        assertThatThrownBy(() -> builder.messageBytesMax(64 * 1024 * 1024 + 1)).hasMessageContaining("64 MiB");
        assertThatThrownBy(() -> builder.textsWaitingMax(0)).hasMessageContaining("textsWaitingMax");
        assertThatThrownBy(() -> builder.bodyBytesMax(4 * 1024 * 1024 - 1)).hasMessageContaining("4 MiB");
    }
}

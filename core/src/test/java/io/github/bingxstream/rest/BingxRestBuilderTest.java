package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BingxRestBuilderTest {

    private final BingxRest.Builder builder = BingxRest.builder();

    @Test
    void what_is_missing_is_named() {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is no signer: call signer(…) before build()");
        builder.signer(new HmacSigner(Bench.CREDENTIALS));
        assertThatThrownBy(builder::build).hasMessageContaining("http");
        builder.http(new ScriptedHttp());
        assertThatThrownBy(builder::build).hasMessageContaining("scheduler");
        builder.scheduler(new VirtualTime());
        assertThat(builder.build().clockOffset()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://host, https://",
        "host, https://",
        "//host, https://",
        "https:///path, no host",
        "https:opaque, no host",
        "https://planted@host, user name",
        "https://host?a=planted, query",
        "https://host/#planted, fragment"
    })
    void a_host_that_is_no_base_is_refused_and_told_why(String uri, String telling) {
        assertThatThrownBy(() -> builder.hosts(List.of(URI.create(uri))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(telling)
                .hasMessageNotContaining("planted");
    }

    @Test
    void no_hosts_are_refused() {
        assertThatThrownBy(() -> builder.hosts(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 5_001, 60_000})
    void the_receive_window_is_from_one_millisecond_to_five_seconds(long millis) {
        assertThatThrownBy(() -> builder.receiveWindow(Duration.ofMillis(millis)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 s");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 300_001})
    void the_timeout_is_from_one_millisecond_to_five_minutes(long millis) {
        assertThatThrownBy(() -> builder.timeout(Duration.ofMillis(millis)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 minutes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nb", "ü"})
    void a_source_tag_travels_in_a_header(String tag) {
        assertThatThrownBy(() -> builder.sourceTag(tag)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_description_names_the_hosts() {
        assertThat(new Bench().rest.toString())
                .isEqualTo("BingxRest[https://open-api.bingx.com, https://open-api.bingx.pro]");
    }
}

package io.github.bingxstream.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyTest {

    private static final String SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    @Test
    void a_listen_key_prints_as_a_fingerprint_that_tells_keys_apart() {
        ListenKey key = new ListenKey(SECRET);
        assertThat(key.toString()).matches("ListenKey\\[#[0-9a-f]{8}]").doesNotContain(SECRET.substring(0, 8));
        assertThat(key.fingerprint()).isNotEqualTo(new ListenKey("another").fingerprint());
        assertThat(new Outcome.Answered<>(key).toString()).doesNotContain(SECRET);
    }

    @Test
    void credentials_print_as_a_fingerprint_of_the_api_key() {
        assertThat(new Credentials("api-key", SECRET).toString())
                .matches("Credentials\\[#[0-9a-f]{8}]")
                .doesNotContain("api-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a&b", "a=b", "a\nb", "a%62", "ä", "a/b"})
    void a_listen_key_travels_in_a_url_as_it_is_or_is_refused_without_being_quoted(String text) {
        assertThatThrownBy(() -> new ListenKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing around it");
        assertThatThrownBy(() -> new ListenKey(SECRET + " ")).hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> new ListenKey("k".repeat(513))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void credentials_with_a_line_end_are_refused_without_being_quoted() {
        assertThatThrownBy(() -> new Credentials("api-key", SECRET + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("copy it again")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void the_exchanges_words_are_shown_without_what_looks_like_a_secret_and_on_one_short_line() {
        Refusal refusal = Refusal.ofAcknowledgement(100401, SECRET + " has\r\n\u001b[31mexpired " + "x ".repeat(400));
        assertThat(refusal.message())
                .startsWith("[redacted] has")
                .doesNotContain(SECRET, "\r", "\n", "\u001b")
                .hasSizeLessThanOrEqualTo(300);
        assertThat(refusal.describe()).contains("code 100401", "Remedy: ").doesNotContain(SECRET);
    }

    @Test
    void a_refusal_tells_the_status_when_there_is_no_code() {
        Refusal refusal = new Refusal(
                OptionalInt.empty(),
                OptionalInt.of(403),
                "",
                "the firewall refused",
                "wait",
                Treatment.BACK_OFF,
                Optional.empty());
        assertThat(refusal.describe()).isEqualTo("HTTP 403: the firewall refused. Remedy: wait");
    }
}

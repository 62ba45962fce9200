package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalQueryTest {

    @Test
    void parameters_are_sorted_by_name_in_ascii_order() {
        CanonicalQuery query = CanonicalQuery.empty()
                .with("timestamp", 1)
                .with("b", "2")
                .with("B", "3")
                .with("a10", "4")
                .with("a2", "5");

        assertThat(query.canonical()).isEqualTo("B=3&a10=4&a2=5&b=2&timestamp=1");
        assertThat(query.wire()).isEqualTo(query.canonical());
    }

    @Test
    void vector_F_is_signed_raw_and_sent_encoded() {
        String data =
                "[{\"symbol\":\"BTC-USDT\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":0.001,\"price\":85000}]";
        CanonicalQuery query = CanonicalQuery.empty()
                .with("data", data)
                .with("timestamp", 1_766_679_008_165L)
                .with("recvWindow", 5000);

        assertThat(query.canonical()).isEqualTo("data=" + data + "&recvWindow=5000&timestamp=1766679008165");
        assertThat(query.wire())
                .isEqualTo(
                        "data=%5B%7B%22symbol%22%3A%22BTC-USDT%22%2C%22side%22%3A%22BUY%22%2C%22type%22%3A%22LIMIT%22"
                                + "%2C%22quantity%22%3A0.001%2C%22price%22%3A85000%7D%5D&recvWindow=5000&timestamp=1766679008165");
    }

    @Test
    void vector_G_has_a_space_and_two_bytes_for_one_letter() {
        CanonicalQuery query = CanonicalQuery.empty().with("note", "{\"memo\":\"a b ü\"}");

        assertThat(query.canonical()).isEqualTo("note={\"memo\":\"a b ü\"}");
        assertThat(query.wire()).isEqualTo("note=%7B%22memo%22%3A%22a%20b%20%C3%BC%22%7D");
    }

    @Test
    void unreserved_characters_are_sent_as_they_are() {
        assertThat(CanonicalQuery.empty().with("v", "AZaz09-._~").wire()).isEqualTo("v=AZaz09-._~");
        assertThat(CanonicalQuery.empty().with("v", "+%/*'()$").wire()).isEqualTo("v=%2B%25%2F%2A%27%28%29%24");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "=", "?", "#", "\r", "\n"})
    void a_value_that_could_smuggle_a_parameter_is_refused_by_name_and_not_shown(String forbidden) {
        CanonicalQuery query = CanonicalQuery.empty();

        assertThatThrownBy(() -> query.with("orderId", "secret" + forbidden + "value"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'orderId'")
                .hasMessageContaining("position 6")
                .hasMessageContaining("remove it")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "é"})
    void a_name_is_ascii_letters_and_digits(String name) {
        assertThatThrownBy(() -> CanonicalQuery.empty().with(name, "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_occurs_once() {
        assertThatThrownBy(() -> CanonicalQuery.empty().with("a", "1").with("a", "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void printing_shows_names_only() {
        assertThat(CanonicalQuery.empty().with("listenKey", "planted").toString())
                .contains("listenKey")
                .doesNotContain("planted");
    }
}

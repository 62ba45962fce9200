package io.github.bingxstream.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "BTC-USDT, BTC, USDT",
        "$U-USDT, $U, USDT",
        "ATOM(ARC20)-USDT, ATOM(ARC20), USDT",
        "MØTH-USDT, MØTH, USDT",
        "D.O.G.E.-USDT, D.O.G.E., USDT",
        "H_OLD-USDT, H_OLD, USDT",
        "STRK-OLD-USDT, STRK-OLD, USDT",
        "BTCUSDT, BTCUSDT, ''"
    })
    void a_symbol_is_split_at_its_last_hyphen(String text, String base, String quote) {
        Symbol symbol = new Symbol(text);
        assertThat(symbol.base()).isEqualTo(base);
        assertThat(symbol.quote()).isEqualTo(quote);
        assertThat(symbol).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC-USDT&x=1", "A=B", "A?B", "A#B", "A B", "A\rB", "A\nB", "A\u0000B", ""})
    void a_name_that_could_smuggle_a_parameter_or_a_line_is_refused(String text) {
        assertThatThrownBy(() -> new Symbol(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("symbol");
        assertThatThrownBy(() -> new Asset(text)).hasMessageContaining("asset");
        assertThatThrownBy(() -> new OrderId(text)).hasMessageContaining("order id");
        assertThatThrownBy(() -> new TradeId(text)).hasMessageContaining("trade id");
    }

    @Test
    void the_refusal_names_the_character_and_its_place() {
        assertThatThrownBy(() -> new Symbol("BTC-USDT&x=1")).hasMessageContainingAll("'&'", "position 8", "remove it");
        assertThatThrownBy(() -> new Symbol("A\nB")).hasMessageContaining("U+000A");
    }

    @Test
    void a_name_is_limited_to_64_characters() {
        assertThat(new Symbol("S".repeat(64)).text()).hasSize(64);
        assertThatThrownBy(() -> new Symbol("S".repeat(65))).hasMessageContaining("65");
    }
}

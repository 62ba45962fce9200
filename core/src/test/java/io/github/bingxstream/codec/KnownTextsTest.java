package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import org.junit.jupiter.api.Test;

class KnownTextsTest {

    private final KnownTexts<Symbol> symbols = KnownTexts.learning(Symbol::new, 2);

    @Test
    void what_was_learnt_is_found_in_the_bytes() {
        Symbol learnt = value(symbols, "BTC-USDT");

        assertThat(learnt).isEqualTo(new Symbol("BTC-USDT"));
        assertThat(find(symbols, "BTC-USDT")).isSameAs(learnt).isSameAs(symbols.value("BTC-USDT"));
        assertThat(find(symbols, "ETC-USDT")).isNull();
    }

    @Test
    void no_more_is_learnt_than_there_is_room_for() {
        value(symbols, "A-USDT");
        value(symbols, "B-USDT");

        assertThat(value(symbols, "C-USDT")).isEqualTo(new Symbol("C-USDT"));
        assertThat(find(symbols, "C-USDT")).isNull();
        assertThat(find(symbols, "A-USDT")).isNotNull();
    }

    @Test
    void a_shared_table_learns_nothing() {
        assertThat(find(Texts.SIDES, "BUY")).isSameAs(Side.of("BUY"));
        assertThat(value(Texts.SIDES, "HEDGE")).isEqualTo(Side.of("HEDGE"));
        assertThat(find(Texts.SIDES, "HEDGE")).isNull();
    }

    @Test
    void a_text_that_no_value_can_be_made_of_gives_none() {
        assertThat(value(symbols, "a b")).isNull();
        assertThat(value(symbols, "")).isNull();
        assertThat(value(Texts.SIDES, "")).isNull();
    }

    private static <T> T value(KnownTexts<T> texts, String text) {
        byte[] bytes = Messages.utf8(text);
        return texts.value(bytes, 0, bytes.length);
    }

    private static <T> T find(KnownTexts<T> texts, String text) {
        byte[] bytes = Messages.utf8("<" + text + ">");
        return texts.find(bytes, 1, bytes.length - 1);
    }
}

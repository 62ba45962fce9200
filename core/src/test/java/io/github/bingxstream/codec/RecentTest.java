package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentTest {

    private final RecentDecimals<Optional<BigDecimal>> decimals = new RecentDecimals<>(Optional::of);
    private final RecentTexts<Symbol> texts = new RecentTexts<>(Symbol::new, Symbol::text);
    private final RecentTimes times = new RecentTimes();

    @Test
    void the_same_digits_with_another_scale_are_another_decimal() {
        // More than there are places, so that they meet in them.
        for (int scale = 0; scale < 1_000; scale++) {
            assertThat(decimals.of(7, scale)).contains(BigDecimal.valueOf(7, scale));
        }
    }

    @Test
    void texts_with_the_same_end_are_told_apart() {
        // The fourth is as long in bytes as the third, and ends like it in them; the sixth in characters.
        String[] given = {"1-23456789", "2-23456789", "-23456789", "abMØTH-UST", "abMOTH-UST", "abMØTH-US", "0", "00"};
        for (int round = 0; round < 2; round++) {
            for (String text : given) {
                assertThat(text(text)).isEqualTo(new Symbol(text));
            }
        }
    }

    @Test
    void what_came_lately_is_not_made_again() {
        assertThat(text("1812112568701845504")).isSameAs(text("1812112568701845504"));
        assertThat(decimals.of(6_400_012, 2)).isSameAs(decimals.of(6_400_012, 2));
        assertThat(times.of(1_750_000_000_123L))
                .isSameAs(times.of(1_750_000_000_123L))
                .contains(Instant.ofEpochMilli(1_750_000_000_123L));
    }

    @Test
    void nothing_is_remembered_of_what_no_value_is_made_of() {
        assertThat(text("a b")).isNull();
        assertThat(text("a b")).isNull();
    }

    @Test
    void of_two_values_for_one_pair_of_places_both_are_remembered() {
        // More numbers than pairs of places: some two of them share one.
        for (long one = 1; one <= 40; one++) {
            for (long other = 1; other < one; other++) {
                Recent<String> recent = new Recent<>();
                recent.put(one, 0, "one");
                recent.put(other, 0, "other");

                assertThat(recent.get(one, 0)).isEqualTo("one");
                assertThat(recent.get(other, 0)).isEqualTo("other");
                assertThat(recent.get(one, 1)).isNull();
            }
        }
    }

    private @Nullable Symbol text(String text) {
        byte[] bytes = Messages.utf8("<" + text + ">");
        return texts.of(bytes, 1, bytes.length - 1);
    }
}

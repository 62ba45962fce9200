package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentValuesTest {

    private final RecentValues recent = new RecentValues();

    @Test
    void the_same_digits_with_another_scale_are_another_decimal() {
        // More than there are places, so that they meet in them.
        for (int scale = 0; scale < 1_000; scale++) {
            assertThat(recent.decimal(7, scale)).isEqualTo(BigDecimal.valueOf(7, scale));
        }
    }

    @Test
    void texts_with_the_same_end_are_told_apart() {
        for (String text : new String[] {"1-23456789", "2-23456789", "-23456789", "", "MØTH-USDT", "MOTH-USDT"}) {
            byte[] bytes = Messages.utf8(text);
            assertThat(recent.text(bytes, 0, bytes.length)).isEqualTo(text);
        }
    }

    @Test
    void what_came_lately_is_not_made_again() {
        byte[] id = Messages.utf8("1812112568701845504");
        assertThat(recent.text(id, 0, id.length)).isSameAs(recent.text(id, 0, id.length));
        assertThat(recent.decimal(6_400_012, 2)).isSameAs(recent.decimal(6_400_012, 2));
        assertThat(recent.time(1_750_000_000_123L))
                .isSameAs(recent.time(1_750_000_000_123L))
                .isEqualTo(Instant.ofEpochMilli(1_750_000_000_123L));
    }
}

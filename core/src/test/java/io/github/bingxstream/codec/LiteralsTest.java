package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1.",
                ".5",
                "+1",
                "-1.50e-7",
                "0.12345678901234567890",
                "1e64",
                "1E-64",
                "1e+0000001",
                "1e000000064"
            })
    void a_decimal_within_the_limits_is_its_literal(String text) {
        assertThat(Literals.decimal(text)).isEqualTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "-",
                "+",
                ".",
                "-.",
                "+.",
                "e5",
                "1e",
                "1e+",
                "1e65",
                "1e-65",
                "1E-999999999",
                "1e99999999999",
                "NaN",
                "1_0",
                "0x1",
                "١",
                "1.2.3",
                "--1"
            })
    void what_is_no_decimal_or_beyond_the_limits_is_none(String text) {
        assertThat(Literals.decimal(text)).isNull();
    }

    @Test
    void a_decimal_of_64_characters_is_read_and_one_more_is_not() {
        assertThat(Literals.decimal("9".repeat(64))).isEqualTo(new BigDecimal("9".repeat(64)));
        assertThat(Literals.decimal("9".repeat(65))).isNull();
    }

    @Test
    void no_decimal_that_is_read_can_be_printed_at_length() {
        for (String text : new String[] {"9".repeat(61) + "e64", "." + "9".repeat(59) + "e-64"}) {
            BigDecimal value = Literals.decimal(text);
            assertThat(value).isNotNull();
            assertThat(value.toPlainString()).hasSizeLessThan(200);
        }
    }

    @Test
    void a_time_is_an_integer_of_at_most_15_characters() {
        assertThat(Literals.time("1750000000123")).isEqualTo(Instant.ofEpochMilli(1750000000123L));
        assertThat(Literals.time("999999999999999")).isEqualTo(Instant.ofEpochMilli(999999999999999L));
        assertThat(Literals.time("1000000000000000")).isNull();
        assertThat(Literals.time("1.75e12")).isNull();
        assertThat(Literals.time("-")).isNull();
    }

    @Test
    void a_code_is_an_integer_of_32_bits() {
        assertThat(Literals.code("-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThat(Literals.code("2147483648")).isNull();
        assertThat(Literals.code("0.0")).isNull();
        assertThat(Literals.code("")).isNull();
    }
}

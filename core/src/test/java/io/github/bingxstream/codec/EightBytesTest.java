package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EightBytesTest {

    @Test
    void every_byte_is_known_for_plain_or_not_wherever_it_stands() {
        for (int b = 0; b < 0x100; b++) {
            boolean plain = b >= ' ' && b < 0x80 && b != '"' && b != '\\';
            for (int at = 0; at < EightBytes.SIZE; at++) {
                int found = EightBytes.before(EightBytes.notPlain(with(b, at)));
                assertThat(found).as("byte %d at %d", b, at).isEqualTo(plain ? EightBytes.SIZE : at);
            }
        }
    }

    @Test
    void every_byte_is_known_for_a_digit_or_not_wherever_it_stands() {
        for (int b = 0; b < 0x100; b++) {
            boolean digit = b >= '0' && b <= '9';
            for (int at = 0; at < EightBytes.SIZE; at++) {
                int found = EightBytes.before(EightBytes.notDigits(EightBytes.digits(with(b, at))));
                assertThat(found).as("byte %d at %d", b, at).isEqualTo(digit ? EightBytes.SIZE : at);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12345678, 12345678",
        "99999999, 99999999",
        "00000000, 0",
        "7, 7",
        "0123456, 123456",
        "x12345678, 12345678",
        "'', 0"
    })
    void the_last_digits_are_a_number(String text, long number) {
        for (String before : new String[] {"", "{\"longer than eight\":"}) {
            byte[] bytes = (before + text).getBytes(StandardCharsets.US_ASCII);
            long last = EightBytes.last(bytes, before.length(), bytes.length);
            assertThat(EightBytes.number(EightBytes.digits(last))).isEqualTo(number);
        }
    }

    @Test
    void a_point_is_taken_out_from_wherever_it_stands() {
        for (int point = 0; point < EightBytes.SIZE; point++) {
            String text = new StringBuilder("1234567").insert(point, '.').toString();
            long digits = EightBytes.digits(EightBytes.at(text.getBytes(StandardCharsets.US_ASCII), 0));

            assertThat(EightBytes.before(EightBytes.notDigits(digits))).isEqualTo(point);
            assertThat(EightBytes.one(digits, point)).isEqualTo(EightBytes.POINT);
            assertThat(EightBytes.number(EightBytes.without(digits, point))).isEqualTo(1_234_567);
        }
    }

    /** Returns eight bytes, all of them digits but for one; what stands behind it would be a borrow's or a carry's to spoil. */
    private static long with(int b, int at) {
        byte[] bytes = "40404040".getBytes(StandardCharsets.US_ASCII);
        bytes[at] = (byte) b;
        return EightBytes.at(bytes, 0);
    }
}

package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    /** The first and the last character of each row of the table of well-formed sequences (RFC 3629, section 4). */
    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD000, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x3FFFF})
    void the_ends_of_every_range_are_characters(int codePoint) throws MalformedException {
        assertIsOne(codePoint);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x40000, 0xFFFFF, 0x100000, 0x10FFFF})
    void the_ends_of_the_last_planes_are_characters(int codePoint) throws MalformedException {
        assertIsOne(codePoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c1bf",
                "c27f",
                "c2c0",
                "c2",
                "e09fbf",
                "eda080",
                "e2",
                "e282",
                "e282c0",
                "f08fbfbf",
                "f4908080",
                "f5808080",
                "f09f98",
                "ff"
            })
    void what_lies_outside_is_none(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> Utf8.characterEnd(bytes, 0, bytes.length))
                .isInstanceOf(MalformedException.class)
                .hasMessage("the message is no valid UTF-8 at byte 0");
    }

    private static void assertIsOne(int codePoint) throws MalformedException {
        byte[] bytes = ("a" + Character.toString(codePoint)).getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.characterEnd(bytes, 1, bytes.length)).isEqualTo(bytes.length);
    }
}

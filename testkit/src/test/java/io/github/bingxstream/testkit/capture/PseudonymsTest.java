package io.github.bingxstream.testkit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {

    private static final BigInteger DOUBLE_MAX = BigInteger.TWO.pow(53);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final Pseudonyms pseudonyms = new Pseudonyms("some salt".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "38259147",
                "246523679711280",
                "9007199254740992",
                "9007199254740993",
                "9999999999999999",
                "12345678901234567",
                "999999999999999999",
                "1812112568701845504",
                "9223372036854775807",
                "9223372036854775808",
                "9999999999999999999",
                "-4711000"
            })
    void a_number_stays_as_long_and_as_large(String id) {
        String pseudonym = pseudonyms.of(id);

        assertThat(pseudonym).isNotEqualTo(id).hasSameSizeAs(id).matches("-?[1-9][0-9]*");
        assertThat(new BigInteger(pseudonym).compareTo(DOUBLE_MAX) > 0)
                .isEqualTo(new BigInteger(id).compareTo(DOUBLE_MAX) > 0);
        assertThat(new BigInteger(pseudonym).compareTo(LONG_MAX) > 0)
                .isEqualTo(new BigInteger(id).compareTo(LONG_MAX) > 0);
    }

    @Test
    void no_two_numbers_become_one() {
        assertThat(Stream.of(IntStream.range(1, 10), IntStream.range(10, 100), IntStream.range(10_000, 20_000))
                        .flatMap(IntStream::boxed)
                        .map(number -> pseudonyms.of(number.toString()))
                        .collect(Collectors.toSet()))
                .hasSize(9 + 90 + 10_000);
    }

    @Test
    void the_same_text_has_the_same_pseudonym_also_when_it_was_forgotten_in_between() {
        String first = pseudonyms.of("grid_17");
        IntStream.range(0, 10_000).forEach(i -> pseudonyms.of("other" + i));

        assertThat(pseudonyms.of("grid_17")).isEqualTo(first);
    }

    @Test
    void another_capture_has_other_pseudonyms() {
        assertThat(Pseudonyms.random().of("1812112568701845504"))
                .isNotEqualTo(Pseudonyms.random().of("1812112568701845504"));
    }

    @Test
    void a_text_keeps_its_shape() {
        assertThat(pseudonyms.of("Grid-Bot_42.x"))
                .matches("[A-Z][a-z]{3}-[A-Z][a-z]{2}_[1-9][0-9]\\.[a-z]")
                .isNotEqualTo("Grid-Bot_42.x");
        assertThat(pseudonyms.of("a8ea75681542e66f1a50a1616dd06ed7")).matches("[0-9a-f]{32}");
        assertThat(pseudonyms.of("0007")).matches("0[0-9]{3}");
        assertThat(pseudonyms.of("schön")).hasSize(5).matches("[a-z]{3}[^\\x00-\\x7f][a-z]");
    }

    @Test
    void what_looks_like_a_heartbeat_still_does() {
        assertThat(pseudonyms.of("scalping_1")).matches("[a-z]{4}ping_[1-9]").isNotEqualTo("scalping_1");
        assertThat(pseudonyms.of("PongBot")).startsWith("Pong");
    }
}

package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Checkpoint.OrderMark;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.vavr.control.Either;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTextTest {

    private static final Instant UNTIL = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final Checkpoint SOME = new Checkpoint(
            UNTIL,
            List.of(
                    new OrderMark(
                            new Symbol("MØTH-USDT"),
                            new OrderId("9007199254740993111"),
                            OrderStatus.of("PARTIALLY_FILLED"),
                            new BigDecimal("3.0"),
                            new BigDecimal("1.50"),
                            List.of(new TradeId("36237072"), new TradeId("36237073"))),
                    new OrderMark(
                            new Symbol("$U-USDT"),
                            new OrderId("7"),
                            OrderStatus.of("NEW"),
                            BigDecimal.ZERO,
                            BigDecimal.ZERO,
                            List.of())));

    @Test
    void a_checkpoint_is_one_json_object_with_an_order_a_line() {
        assertThat(text(CheckpointText.encode(SOME)))
                .matches("\\Q{\"format\":1,\"completeUntil\":\"2026-01-02T03:04:05.678Z\",\"orders\":[\n"
                        + "{\"symbol\":\"MØTH-USDT\",\"orderId\":\"9007199254740993111\","
                        + "\"status\":\"PARTIALLY_FILLED\",\"filled\":\"3.0\",\"delivered\":\"1.50\","
                        + "\"fills\":[\"36237072\",\"36237073\"]},\n"
                        + "{\"symbol\":\"$U-USDT\",\"orderId\":\"7\",\"status\":\"NEW\",\"filled\":\"0\","
                        + "\"delivered\":\"0\",\"fills\":[]}],\"crc32\":\"\\E[0-9a-f]{8}\"}\n");
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void what_was_written_is_read_back_equal(Checkpoint checkpoint) {
        assertThat(CheckpointText.decode(CheckpointText.encode(checkpoint))).isEqualTo(Either.right(checkpoint));
    }

    static Stream<Checkpoint> checkpoints() {
        return Stream.of(
                SOME,
                new Checkpoint(UNTIL, List.of()),
                new Checkpoint(Instant.EPOCH, List.of()),
                new Checkpoint(Instant.MIN, List.of()),
                new Checkpoint(Instant.MAX, List.of()),
                with("WORKING", "1E+3"),
                with("something \"new\"\n\\ \u2028", "0.000"),
                with("", "-0.1"),
                // Half a surrogate pair, which UTF-8 has no bytes for.
                with("\ud83d!\ude00😀", "1E-64"),
                with("FILLED", "9".repeat(512)),
                with("FILLED", "1E-512"),
                with("FILLED", "1E+512"));
    }

    @Test
    void random_checkpoints_are_read_back_equal() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Checkpoint checkpoint = random(random, random.nextInt(20));
            assertThat(CheckpointText.decode(CheckpointText.encode(checkpoint)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(Either.right(checkpoint));
        }
    }

    @Test
    void some_hundred_orders_take_little_time() {
        Checkpoint checkpoint = random(new Random(5), 500);
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(CheckpointText.encode(checkpoint)).isNotEmpty();
        }
        // A hundredth of it was measured; the limit only tells a mistake from a slow machine.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_checkpoint_that_was_cut_is_refused_wherever_it_was_cut() {
        byte[] whole = CheckpointText.encode(SOME);
        for (int length = 0; length < whole.length; length++) {
            assertThat(why(Arrays.copyOf(whole, length)))
                    .as("cut to %d bytes", length)
                    .isNotBlank();
        }
        assertThat(why(Arrays.copyOf(whole, whole.length - 1))).contains("its end is missing");
        assertThat(why(Arrays.copyOf(whole, whole.length + 1))).contains("its end is missing");
        assertThat(why(bytes("{\"format\":"))).contains("its end is missing");
        assertThat(why(bytes("{\"format\":1"))).contains("its end is missing");
    }

    @Test
    void a_checkpoint_with_another_bit_is_refused() {
        byte[] whole = CheckpointText.encode(SOME);
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << bit);
                assertThat(CheckpointText.decode(damaged).isLeft())
                        .as("bit %d of byte %d", bit, at)
                        .isTrue();
            }
        }
    }

    @Test
    void random_bytes_are_refused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            assertThat(CheckpointText.decode(bytes).isLeft())
                    .as("seed %d, round %d", seed, round)
                    .isTrue();
            assertThat(CheckpointText.decode(sealed(new String(bytes, StandardCharsets.ISO_8859_1)))
                            .isLeft())
                    .as("sealed, seed %d, round %d", seed, round)
                    .isTrue();
        }
    }

    @Test
    void members_of_a_later_version_are_passed_over() {
        String later = text(CheckpointText.encode(SOME))
                .replace("\"completeUntil\"", "\"writtenBy\":{\"version\":[2,null]},\"completeUntil\"")
                .replace("\"fills\":[]", "\"fills\":[],\"note\":\"é\"");

        assertThat(CheckpointText.decode(sealed(later.substring(0, later.indexOf(",\"crc32\"")))))
                .isEqualTo(Either.right(SOME));
    }

    @Test
    void another_format_is_refused_with_what_to_do_whatever_its_end() {
        assertThat(why(bytes("{\"format\":2,\"sha256\":\"…\"}")))
                .isEqualTo(
                        "it is of format 2, and this version reads format 1: use a version of this library that is as new"
                                + " as the one that wrote it");
        assertThat(why(bytes("{\"format\":10,"))).contains("of format 10,");
        assertThat(why(bytes("{\"format\":9}"))).contains("of format 9,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "hello", "{\"format\":\"1\"}", "{\"format\":-1}", "\u0000\u0000\u0000", "{\"Format\":1"})
    void what_another_program_wrote_is_called_so(String foreign) {
        assertThat(why(bytes(foreign))).contains("no checkpoint of this library");
    }

    @Test
    void an_empty_one_and_an_endless_one_are_called_so() {
        assertThat(why(new byte[0])).contains("it is empty");
        assertThat(why(new byte[CheckpointText.BYTES_MAX + 1])).contains("more than 16777216 bytes");
    }

    @Test
    void a_change_by_hand_is_noticed() {
        assertThat(why(bytes(text(CheckpointText.encode(SOME)).replace("1.50", "1.51"))))
                .isEqualTo("its checksum does not fit: it was damaged, or changed by hand");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{~format~:1,~orders~:[]|completeUntil is missing",
                "{~format~:1,~completeUntil~:~2026-01-01T00:00:00Z~|orders is missing",
                "{~format~:1,~completeUntil~:~yesterday~,~orders~:[]|DateTimeParseException",
                "{~format~:1,~completeUntil~:null,~orders~:[]|no checkpoint has",
                "{~format~:1,~completeUntil~:~2026-01-01T00:00:00Z~,~orders~:{}|no checkpoint has",
                "{~format~:1,~orders~:[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]|nested",
                "{~format~:1,~orders~:[|no valid JSON",
            })
    void what_is_sealed_but_senseless_is_refused_too(String body, String why) {
        assertThat(why(sealed(body.replace('~', '"')))).contains(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~symbol~:~$U-USDT~|~symbol~:~$U&USDT~|IllegalArgumentException",
                "~symbol~:~$U-USDT~|~symbols~:~$U-USDT~|symbol is missing",
                "~orderId~:~7~|~orderid~:~7~|orderId is missing",
                "~status~:~NEW~|~stat~:~NEW~|status is missing",
                "~status~:~NEW~|~status~:[]|no checkpoint has",
                "~filled~:~0~|~fill~:~0~|filled is missing",
                "~filled~:~0~|~filled~:~zero~|NumberFormatException",
                "~filled~:~0~|~filled~:~1E-513~|quantity that no order has",
                "~filled~:~0~|~filled~:~1E+513~|quantity that no order has",
                "~delivered~:~0~|~deliver~:~0~|delivered is missing",
                "~fills~:[]|~fill~:[]|fills is missing",
                "~fills~:[]|~fills~:[~~]|IllegalArgumentException",
            })
    void a_mark_that_was_sealed_with_nonsense_is_refused(String member, String nonsense, String why) {
        String whole = text(CheckpointText.encode(SOME));
        String body = whole.substring(0, whole.indexOf(",\"crc32\""));
        String changed = body.replace(member.replace('~', '"'), nonsense.replace('~', '"'));

        assertThat(changed).isNotEqualTo(body);
        assertThat(why(sealed(changed))).contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-513", "1E+513", "LONG"})
    void a_quantity_that_could_not_be_read_back_is_not_written(String quantity) {
        Checkpoint checkpoint = with("NEW", quantity.equals("LONG") ? "9".repeat(513) : quantity);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckpointText.encode(checkpoint))
                .withMessageContaining("no order has");
    }

    @Test
    void a_checkpoint_of_the_largest_size_is_read_back_and_a_larger_one_is_not_written() {
        int rest = CheckpointText.BYTES_MAX - CheckpointText.encode(with("", "1")).length;
        Checkpoint largest = with("x".repeat(rest), "1");
        byte[] bytes = CheckpointText.encode(largest);

        assertThat(bytes.length).isEqualTo(CheckpointText.BYTES_MAX);
        assertThat(CheckpointText.decode(bytes).get().equals(largest)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckpointText.encode(with("x".repeat(rest + 1), "1")))
                .withMessageContaining("keep fewer orders");
    }

    private static Checkpoint with(String status, String quantity) {
        return new Checkpoint(
                UNTIL,
                List.of(new OrderMark(
                        new Symbol("ATOM(ARC20)-USDT"),
                        new OrderId("7"),
                        OrderStatus.of(status),
                        new BigDecimal(quantity),
                        BigDecimal.ONE,
                        List.of())));
    }

    private static Checkpoint random(Random random, int orders) {
        return new Checkpoint(
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                IntStream.range(0, orders)
                        .mapToObj(i -> new OrderMark(
                                new Symbol("S" + random.nextInt(9) + "-USDT"),
                                new OrderId(Long.toString(random.nextLong())),
                                OrderStatus.of(random.nextBoolean() ? "PENDING" : "status " + random.nextInt()),
                                new BigDecimal(new BigInteger(random.nextInt(100), random), random.nextInt(40) - 10),
                                new BigDecimal(new BigInteger(random.nextInt(100), random), random.nextInt(40) - 10),
                                random.ints(random.nextInt(4))
                                        .mapToObj(id -> new TradeId(Integer.toString(id)))
                                        .toList()))
                        .toList());
    }

    /** Ends the body of a checkpoint as one that was written ends. */
    private static byte[] sealed(String body) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes(body));
        return bytes(body + String.format(",\"crc32\":\"%08x\"}\n", checksum.getValue()));
    }

    private static String why(byte[] bytes) {
        return CheckpointText.decode(bytes).getLeft();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

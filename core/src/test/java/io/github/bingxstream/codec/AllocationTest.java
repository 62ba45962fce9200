package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.Allocated;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an event costs in memory, which does not depend on how busy the machine is. The bounds lie a little above what was
 * measured, so that a change which costs more is noticed; docs/performance.md tells what the bytes are for.
 */
class AllocationTest {

    /** More than a memory of recent values holds. */
    private static final int MESSAGES = 256;

    @BeforeEach
    void require_a_jvm_that_counts() {
        Allocated.requireCounting();
    }

    @Test
    void an_order_that_was_placed_costs_as_much_as_its_values() {
        assertCosts(520, messages(i -> placed(i).message()));
    }

    @Test
    void a_fill_costs_less_after_what_the_order_said_before() {
        // Every second message is a fill, the others say that the order was placed.
        assertCosts(
                540,
                messages(i ->
                        i % 2 == 0 ? placed(i / 2).message() : filled(i / 2).message()));
    }

    @Test
    void a_fill_of_an_order_never_heard_of_costs_most() {
        assertCosts(850, messages(i -> filled(i).message()));
    }

    @Test
    void members_without_a_meaning_cost_a_copy_of_their_bytes() {
        assertCosts(640, messages(i -> whole(placed(i), i).message()));
    }

    @Test
    void an_update_with_all_members_costs_no_more_than_700_bytes() {
        // Four orders live at a time: placed, filled in part, filled.
        assertCosts(700, messages(i -> {
            int order = i / 12 * 4 + i % 4;
            return switch (i % 12 / 4) {
                case 0 -> whole(placed(order), i).message();
                case 1 -> whole(filledInPart(order), i).message();
                default -> whole(filled(order), i).message();
            };
        }));
    }

    @Test
    void a_balance_costs_its_decimals_and_little_more() {
        assertCosts(690, messages(i -> account("ORDER", 2, i)));
        assertCosts(45_500, messages(i -> account("INIT", 200, i)));
    }

    @Test
    void a_heartbeat_costs_its_answer() {
        assertCosts(
                400,
                messages(i -> String.format(
                        "{\"ping\":\"%032x\",\"time\":\"2026-01-02T03:04:05.%03d+0800\"}", i * 7_919L, i)));
        assertCosts(50, messages(i -> i % 2 == 0 ? "Ping" : "ping"));
    }

    private interface Text {
        String of(int index);
    }

    private static List<ByteBuffer> messages(Text text) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i -> ByteBuffer.wrap(Messages.gzip(Messages.utf8(text.of(i)))))
                .toList();
    }

    private static OrderJson placed(int order) {
        return filled(order)
                .with("x", "\"NEW\"")
                .with("X", "\"PENDING\"")
                .with("l", "0")
                .with("L", "0")
                .with("z", "0")
                .with("Z", "0")
                .with("Y", "0")
                .with("n", "0")
                .with("N", "\"\"")
                .with("T", "0")
                .with("t", "0");
    }

    private static OrderJson filledInPart(int order) {
        return filled(order)
                .with("E", String.valueOf(1_760_000_000_023L + 1_000L * order))
                .with("X", "\"PARTIALLY_FILLED\"")
                .with("l", "0.00" + (1_001 + order))
                .with("z", "0.00" + (1_001 + order))
                .with("Z", 256 + order + ".00041")
                .with("Y", 256 + order + ".00041")
                .with("n", "-0.000001" + (1_001 + order))
                .with("T", String.valueOf(1_760_000_000_020L + 1_000L * order))
                .with("t", String.valueOf(38_159_147 + order));
    }

    private static OrderJson whole(OrderJson documented, int salt) {
        return documented
                .with("u", "300123456789012")
                .with("mu", "\"300123456789012\"")
                .with("U", "\"\"")
                .with("m", "false")
                .with("A", "\"" + salt + ".73235\"")
                .with("ws", String.valueOf(1_760_068_118_166L + salt));
    }

    private static OrderJson filled(int order) {
        return new OrderJson()
                .with("E", String.valueOf(1_760_000_000_123L + 1_000L * order))
                .with("i", String.valueOf(1_812_112_568_701_845_504L + 104_729L * order))
                .with("C", "\"desk7-" + (100_000 + order) + '"')
                .with("O", String.valueOf(1_760_000_000_001L + 1_000L * order))
                .with("p", 64_000 + order + ".12")
                .with("L", 64_000 + order + ".12")
                .with("q", "0.0" + (1_001 + order))
                .with("l", "0.0" + (1_001 + order))
                .with("z", "0.0" + (1_001 + order))
                .with("Z", 2_560 + order + ".00417")
                .with("Y", 2_560 + order + ".00417")
                .with("n", "-0.0000" + (1_001 + order))
                .with("T", String.valueOf(1_760_000_000_100L + 1_000L * order))
                .with("t", String.valueOf(38_259_147 + order));
    }

    private static String account(String reason, int assets, int salt) {
        return IntStream.range(0, assets)
                .mapToObj(asset -> String.format(
                        "{\"a\":\"COIN%d\",\"bc\":\"0\",\"wb\":\"%d.5%05d\",\"cw\":\"%d.5%05d\",\"lk\":\"0.%05d\"}",
                        asset, salt, asset, salt, asset, asset))
                .collect(Collectors.joining(
                        ",",
                        "{\"e\":\"ACCOUNT_UPDATE\",\"E\":" + (1_760_000_000_000L + salt) + ",\"T\":"
                                + (1_760_000_009_000L + salt) + ",\"a\":{\"m\":\"" + reason + "\",\"B\":[",
                        "]}}"));
    }

    private static void assertCosts(long bytesMax, List<ByteBuffer> messages) {
        try (FrameDecoder decoder = Messages.decoder()) {
            long least = Allocated.leastBytes(
                    bytesMax, MESSAGES, () -> messages.forEach(message -> decoder.binary(message, Messages.AT)));
            assertThat(least).as("bytes for each message").isLessThanOrEqualTo(bytesMax);
        }
    }
}

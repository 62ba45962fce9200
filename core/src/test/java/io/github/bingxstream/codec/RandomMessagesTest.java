package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.session.Signal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random messages. Every failure names the seed of its message. */
class RandomMessagesTest {

    private static final int ORDERS = 2_000;
    private static final int GARBAGE = 8_000;
    private static final long SEEDS = 20_260_101_000L;

    @Test
    void a_random_order_is_read_as_it_was_written() {
        try (FrameDecoder decoder = Messages.decoder()) {
            for (long seed = SEEDS; seed < SEEDS + ORDERS; seed++) {
                RandomOrder order = new RandomOrder(new SplittableRandom(seed));
                byte[] message = Messages.utf8(order.message());
                byte[] sent = order.chance.nextBoolean() ? message : Messages.gzip(message);
                assertThat(decoder.binary(ByteBuffer.wrap(sent), Messages.AT))
                        .as("seed %d: %s", seed, order.message())
                        .isEqualTo(new Signal.Happened(List.of(order.expected)));
            }
        }
    }

    @Test
    void random_json_always_gives_a_signal() {
        try (FrameDecoder decoder = Messages.decoder()) {
            for (long seed = SEEDS; seed < SEEDS + GARBAGE; seed++) {
                SplittableRandom chance = new SplittableRandom(seed);
                String json = RandomJson.object(chance);
                assertSignal(seed, decoder.text(json, Messages.AT));
                assertAnswersAreTotal(seed, json);
            }
        }
    }

    @Test
    void random_bytes_always_give_a_signal() {
        try (FrameDecoder decoder = Messages.decoder()) {
            for (long seed = SEEDS; seed < SEEDS + GARBAGE; seed++) {
                SplittableRandom chance = new SplittableRandom(seed);
                byte[] bytes = new byte[chance.nextInt(200)];
                chance.nextBytes(bytes);
                if (bytes.length > 3 && chance.nextBoolean()) {
                    bytes[0] = 0x1f;
                    bytes[1] = (byte) 0x8b;
                    bytes[2] = 8;
                    bytes[3] = (byte) chance.nextInt(32);
                }
                assertSignal(seed, decoder.binary(ByteBuffer.wrap(bytes), Messages.AT));
            }
        }
    }

    private static void assertSignal(long seed, Signal signal) {
        assertThat(signal).as("seed %d", seed).isNotNull();
        assertThat(signal.toString()).as("seed %d", seed).doesNotContain("why=unreadable");
    }

    private static void assertAnswersAreTotal(long seed, String json) {
        assertThat(List.of(
                                RestAnswers.envelope(json),
                                RestAnswers.listenKey(json),
                                RestAnswers.balances(json),
                                RestAnswers.orders(json),
                                RestAnswers.order(json),
                                RestAnswers.fills(json),
                                RestAnswers.serverTime(json))
                        .toString())
                .as("seed %d", seed)
                .doesNotContain("why=unreadable");
    }
}

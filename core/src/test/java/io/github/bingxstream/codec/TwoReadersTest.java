package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.session.Signal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Moshi is asked what every message says, too. {@code -Dcodec.messages=1000000} asks about a million, and
 * {@code -Dcodec.first} says which is the first.
 */
class TwoReadersTest {

    private static final int MESSAGES = Integer.getInteger("codec.messages", 50_000);
    private static final long FIRST = Long.getLong("codec.first", 1);

    private final JsonScreen screen = new JsonScreen(DecoderLimits.DEFAULTS.depthMax());
    private final FrameDecoder bytes = Messages.decoder();
    private final FrameDecoder moshi =
            new FrameDecoder(Messages.EPOCH, Messages.FINGERPRINT, DecoderLimits.DEFAULTS, new MoshiTokens());

    static List<String> fixtures() {
        return Messages.FIXTURES;
    }

    @AfterEach
    void close() {
        bytes.close();
        moshi.close();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void every_fixture_is_read_alike(String name) {
        byte[] message = Messages.utf8(Messages.fixture(name));
        assertAlike(message, name);
        assertAlike(Messages.gzip(message), name);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void every_damaged_fixture_is_read_alike(String name) {
        byte[] message = Messages.utf8(Messages.fixture(name));
        for (int at = 0; at < message.length; at++) {
            for (byte[] spoilt : Damage.spoilt(message, at)) {
                // Before the screen both are one.
                if (passesTheScreen(spoilt)) {
                    assertAlike(spoilt, name);
                }
            }
        }
    }

    @Test
    void random_messages_are_read_alike() {
        int understood = 0;
        for (long seed = FIRST; seed < FIRST + MESSAGES; seed++) {
            Signal signal = assertAlike(RandomMessage.of(seed), seed);
            understood += signal instanceof Signal.Happened ? 1 : 0;
        }
        // Messages that are refused at once would prove little.
        assertThat(understood).isGreaterThan(MESSAGES / 2);
    }

    private boolean passesTheScreen(byte[] message) {
        try {
            screen.scan(message, message.length);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    private Signal assertAlike(byte[] message, Object which) {
        Signal signal = bytes.binary(ByteBuffer.wrap(message), Messages.AT);
        Signal expected = moshi.binary(ByteBuffer.wrap(message), Messages.AT);
        if (!signal.equals(expected)) {
            assertThat(signal)
                    .as("message %s: %s", which, new String(message, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }
        return signal;
    }
}

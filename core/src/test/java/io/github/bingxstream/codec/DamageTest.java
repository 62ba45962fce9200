package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.session.Signal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fixture, cut at every place and with every byte spoilt in turn. */
class DamageTest {

    private final FrameDecoder decoder = Messages.decoder();

    static List<String> fixtures() {
        return Messages.FIXTURES;
    }

    @AfterEach
    void close() {
        decoder.close();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_plain_message_cut_anywhere_is_rejected(String name) {
        byte[] message = plain(name);
        for (int length = 0; length < message.length; length++) {
            assertRejected(name, length, decode(Arrays.copyOf(message, length)));
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_gzip_message_cut_anywhere_is_rejected(String name) {
        byte[] message = Messages.gzip(plain(name));
        for (int length = 0; length < message.length; length++) {
            assertRejected(name, length, decode(Arrays.copyOf(message, length)));
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_plain_message_with_any_byte_spoilt_gives_a_signal(String name) {
        byte[] message = plain(name);
        for (int at = 0; at < message.length; at++) {
            for (byte[] spoilt : Damage.spoilt(message, at)) {
                assertUnderstoodOrRejected(name, at, decode(spoilt));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_gzip_message_with_any_byte_spoilt_says_what_it_said_or_nothing(String name) {
        byte[] message = Messages.gzip(plain(name));
        Signal whole = decode(message);
        for (int at = 0; at < message.length; at++) {
            for (byte[] spoilt : Damage.spoilt(message, at)) {
                Signal signal = decode(spoilt);
                assertUnderstoodOrRejected(name, at, signal);
                if (!(signal instanceof Signal.Rejected)) {
                    // Not every bit means something: the header has a time, and the data may end with padding.
                    assertThat(signal).as("%s spoilt at %d", name, at).isEqualTo(whole);
                }
            }
        }
    }

    private Signal decode(byte[] message) {
        return decoder.binary(ByteBuffer.wrap(message), Messages.AT);
    }

    private static byte[] plain(String name) {
        return Messages.utf8(Messages.fixture(name));
    }

    private static void assertRejected(String name, int at, Signal signal) {
        assertThat(signal).as("%s cut at %d", name, at).isInstanceOf(Signal.Rejected.class);
        assertUnderstoodOrRejected(name, at, signal);
    }

    /** The decoder's last resort, a catch of whatever is thrown, must not be needed. */
    private static void assertUnderstoodOrRejected(String name, int at, Signal signal) {
        if (signal instanceof Signal.Rejected rejected) {
            assertThat(rejected.why()).as("%s at %d", name, at).doesNotStartWith("unreadable");
        } else {
            assertThat(signal).as("%s at %d", name, at).isNotNull();
        }
    }
}

package io.github.bingxstream.adapter.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.adapter.tyrus.FrameScreen.Verdict;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScreenTest {

    private final FrameScreen screen = new FrameScreen(1_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4_000})
    void frames_are_told_apart_however_they_are_cut_into_pieces(int piece) {
        ByteBuffer all = ByteBuffer.allocate(4_000);
        all.put(new byte[] {(byte) 0x81, 2, 'h', 'i', (byte) 0x82, 126, 0x03, (byte) 0xE8})
                .put(new byte[1_000]);
        all.put(new byte[] {(byte) 0x89, 0, (byte) 0x88, 2, 3, (byte) 0xE8}).flip();

        while (all.hasRemaining()) {
            int size = Math.min(piece, all.remaining());
            ByteBuffer part = all.slice(all.position(), size);
            assertThat(screen.look(part)).isEqualTo(Verdict.GOOD);
            assertThat(part.remaining()).isEqualTo(size);
            all.position(all.position() + size);
        }

        assertThat(screen.closeSeen()).isTrue();
        assertThat(screen.closeHasCode()).isTrue();
    }

    @Test
    void a_close_frame_without_a_code_has_none() {
        assertThat(screen.look(bytes(0x88, 0))).isEqualTo(Verdict.GOOD);
        assertThat(screen.closeSeen()).isTrue();
        assertThat(screen.closeHasCode()).isFalse();
    }

    @Test
    void a_frame_beyond_the_limit_is_refused_by_its_header_and_what_came_before_it_is_not() {
        ByteBuffer bytes = bytes(0x81, 1, 'x', 0x82, 126, 0x03, 0xE9);
        assertThat(screen.look(bytes)).isEqualTo(Verdict.TOO_LARGE);
        assertThat(bytes.limit()).isEqualTo(3);
        assertThat(new FrameScreen(1_000).look(bytes(0x82, 127, 0x40, 0, 0, 0, 0, 0, 0, 0)))
                .isEqualTo(Verdict.TOO_LARGE);
    }

    @Test
    void a_masked_frame_and_a_length_below_nothing_are_unlawful() {
        assertThat(screen.look(bytes(0x81, 0x81, 1, 2, 3, 4, 5))).isEqualTo(Verdict.UNLAWFUL);
        assertThat(new FrameScreen(1_000).look(bytes(0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0)))
                .isEqualTo(Verdict.UNLAWFUL);
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }
}

package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How messages reach the listener: whole, in order, one at a time, and no larger than allowed. */
public interface MessageRules {

    /** Returns what the tests work with. */
    FrameBench bench();

    @Test
    @DisplayName("FT-1 a burst comes one call at a time, in order")
    default void ft1_a_burst_comes_one_call_at_a_time_in_order() {
        FrameBench.Line line = bench().connect();
        int count = 3_000;
        List<String> sent = IntStream.range(0, count)
                .mapToObj(i -> i + " " + "x".repeat(i % 600))
                .toList();

        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        sent.forEach(message ->
                burst.writeBytes(WireFrame.encode(true, WireFrame.TEXT, message.getBytes(StandardCharsets.UTF_8))));
        line.visitor().raw(burst.toByteArray());

        assertThat(line.listener().hasMessagesWithin(bench().patience(), count)).isTrue();
        assertThat(line.listener().messages()).isEqualTo(sent);
        assertThat(line.listener().violations()).isEmpty();
    }

    @Test
    @DisplayName("FT-1 an end that comes from elsewhere waits for the call under way")
    default void ft1_an_end_that_comes_from_elsewhere_waits_for_the_call_under_way() {
        FrameBench.Line[] line = new FrameBench.Line[1];
        RecordingListener listener = new RecordingListener(call -> {
            if (call.equals("text")) {
                // Long enough for an end to come in between, if it could.
                line[0].connection().close();
                line[0].visitor().reset();
                pause();
            }
        });
        line[0] = bench().dial(listener);
        line[0].visitor().acceptHandshake();
        assertThat(listener.hasOpenedWithin(bench().patience())).isTrue();

        line[0].visitor().text("now");

        bench().end(listener);
    }

    /** Nothing is waited for: a call is held up on purpose, so that another has time to overlap it if it can. */
    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("FT-4 a fragmented message comes whole, with pings between its fragments")
    default void ft4_a_fragmented_message_comes_whole_with_pings_between_its_fragments() {
        FrameBench.Line line = bench().connect();
        byte[] text = "naïve – 価格 – 🚀".repeat(20).getBytes(StandardCharsets.UTF_8);

        // Seven bytes at a time cut through characters.
        for (int at = 0; at < text.length; at += 7) {
            boolean last = at + 7 >= text.length;
            int opcode = at == 0 ? WireFrame.TEXT : WireFrame.CONTINUATION;
            line.visitor().frame(last, opcode, Arrays.copyOfRange(text, at, Math.min(at + 7, text.length)));
            if (!last) {
                line.visitor().ping(new byte[] {1});
            }
        }
        line.visitor().frame(false, WireFrame.BINARY, new byte[] {'a'});
        line.visitor().frame(false, WireFrame.CONTINUATION, new byte[0]);
        line.visitor().frame(true, WireFrame.CONTINUATION, new byte[] {'b'});

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 2)).isTrue();
        assertThat(line.listener().messages()).containsExactly(new String(text, StandardCharsets.UTF_8), "ab");
        assertThat(line.listener().violations()).isEmpty();
    }

    @Test
    @DisplayName("FT-4 frames that straddle the transport's reads come whole")
    default void ft4_frames_that_straddle_the_transports_reads_come_whole() {
        FrameBench.Line line = bench().connect();
        int count = 1_000;
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            byte[] message = new byte[420];
            Arrays.fill(message, (byte) i);
            burst.writeBytes(WireFrame.encode(true, WireFrame.BINARY, message));
        }

        line.visitor().raw(burst.toByteArray());

        assertThat(line.listener().hasMessagesWithin(bench().patience(), count)).isTrue();
        assertThat(line.listener().messages())
                .hasSize(count)
                .allMatch(message ->
                        message.length() == 420 && message.chars().distinct().count() == 1);
    }

    @Test
    @DisplayName("FT-4 empty messages are messages")
    default void ft4_empty_messages_are_messages() {
        FrameBench.Line line = bench().connect();

        line.visitor().text("");
        line.visitor().binary(new byte[0]);
        line.visitor().text("last");

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 3)).isTrue();
        assertThat(line.listener().messages()).containsExactly("", "", "last");
    }

    @Test
    @DisplayName("FT-4 a message of just the limit comes whole")
    default void ft4_a_message_of_just_the_limit_comes_whole() {
        FrameBench.Line line = bench().connect();

        line.visitor().binary(new byte[bench().messageBytesMax()]);
        line.visitor().text("x".repeat(bench().messageBytesMax()));

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 2)).isTrue();
        assertThat(line.listener().messages()).allMatch(message -> message.length() == bench().messageBytesMax());
    }

    @Test
    @DisplayName("FT-4 a frame beyond the limit ends it as TOO_LARGE")
    default void ft4_a_frame_beyond_the_limit_ends_it_as_too_large() {
        FrameBench.Line binary = bench().connect();
        binary.visitor().tryRaw(WireFrame.encode(true, WireFrame.BINARY, new byte[bench().messageBytesMax() + 1]));
        assertThat(bench().end(binary).cause()).isEqualTo(Cause.TOO_LARGE);
        assertThat(binary.listener().messages()).isEmpty();

        FrameBench.Line text = bench().connect();
        byte[] oneTooMany = "x".repeat(bench().messageBytesMax() + 1).getBytes(StandardCharsets.UTF_8);
        text.visitor().tryRaw(WireFrame.encode(true, WireFrame.TEXT, oneTooMany));
        assertThat(bench().end(text).cause()).isEqualTo(Cause.TOO_LARGE);
        assertThat(text.listener().messages()).isEmpty();
    }

    @Test
    @DisplayName("FT-4 fragments that never stop end it as TOO_LARGE")
    default void ft4_fragments_that_never_stop_end_it_as_too_large() {
        FrameBench.Line line = bench().connect();
        byte[] fragment = WireFrame.encode(false, WireFrame.CONTINUATION, new byte[8_000]);

        line.visitor().frame(false, WireFrame.BINARY, new byte[8_000]);
        boolean takesMore = true;
        for (int i = 0; i * 8_000L < 8L * bench().messageBytesMax() && takesMore; i++) {
            takesMore = line.visitor().tryRaw(fragment);
        }

        assertThat(bench().end(line).cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    @DisplayName("FT-4 a frame that announces 2^62 bytes ends it as TOO_LARGE, long before they have come")
    default void ft4_a_frame_that_announces_2_to_the_62_bytes_ends_it_as_too_large() {
        FrameBench.Line line = bench().connect();

        line.visitor().raw(WireFrame.header(true, WireFrame.BINARY, 1L << 62));
        boolean takesMore = true;
        for (int i = 0; i * 8_000L < 8L * bench().messageBytesMax() && takesMore; i++) {
            takesMore = line.visitor().tryRaw(new byte[8_000]);
        }

        assertThat(bench().end(line).cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    @DisplayName("FT-4 uses no more memory than the limit")
    default void ft4_uses_no_more_memory_than_the_limit() {
        Assumptions.abort("not tested: the memory one connection uses cannot be told from that of the rest of the JVM");
    }

    @Test
    @DisplayName("FT-9 a ping is answered in kind, and is no message")
    default void ft9_a_ping_is_answered_in_kind_and_is_no_message() {
        FrameBench.Line line = bench().connect();

        for (byte i = 0; i < 5; i++) {
            line.visitor().ping(new byte[] {i, 42});
            WireFrame pong = line.visitor().nextFrameOfAnyKind();
            assertThat(pong.opcode()).isEqualTo(WireFrame.PONG);
            assertThat(pong.masked()).isTrue();
            assertThat(pong.payload()).containsExactly(i, 42);
        }
        line.visitor().text("message");

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 1)).isTrue();
        assertThat(line.listener().messages()).containsExactly("message");
    }
}

package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.testkit.contract.Rule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Messages come whole however they travel, and none is larger than allowed. */
public interface SizeRules {

    /** Where the length of a frame is written differently, and the megabyte that every transport must take. */
    List<Integer> SIZES = List.of(1, 125, 126, 127, 65_535, 65_536, 1024 * 1024);

    /** Returns what the tests work with. */
    FrameBench bench();

    @Rule(
            number = "FT-21",
            says = "messages of 1, 125, 126, 127, 65,535, 65,536 bytes and of 1 MiB come whole",
            because = "the length of a frame is written in three ways, and a snapshot of a large account is large")
    default void ft21_messages_of_every_length_come_whole() {
        FrameBench.Line line = bench().connect();

        for (int i = 0; i < SIZES.size(); i++) {
            byte[] message = new byte[SIZES.get(i)];
            Arrays.fill(message, (byte) 'x');
            message[message.length - 1] = 'z';
            line.visitor().binary(message);
            line.visitor().frame(true, WireFrame.TEXT, message);

            assertThat(line.listener().hasMessagesWithin(bench().patience(), 2 * i + 2))
                    .as(SIZES.get(i) + " bytes")
                    .isTrue();
            String whole = new String(message, StandardCharsets.ISO_8859_1);
            // Not with containsExactly, which would print megabytes.
            assertThat(line.listener().messages().subList(2 * i, 2 * i + 2).stream()
                            .allMatch(whole::equals))
                    .as("the " + SIZES.get(i) + " bytes that were sent")
                    .isTrue();
        }
    }

    @Rule(
            number = "FT-22",
            says = "a fragmented message comes whole, also with pings between its fragments and with empty ones",
            because = "servers and proxies fragment as they like")
    default void ft22_a_fragmented_message_comes_whole() {
        FrameBench.Line line = bench().connect();

        line.visitor().frame(false, WireFrame.TEXT, "he".getBytes(StandardCharsets.UTF_8));
        line.visitor().ping(new byte[] {1});
        line.visitor().frame(false, WireFrame.CONTINUATION, "ll".getBytes(StandardCharsets.UTF_8));
        line.visitor().frame(true, WireFrame.CONTINUATION, "o".getBytes(StandardCharsets.UTF_8));
        line.visitor().frame(false, WireFrame.BINARY, new byte[] {'a'});
        line.visitor().frame(false, WireFrame.CONTINUATION, new byte[0]);
        line.visitor().frame(true, WireFrame.CONTINUATION, new byte[] {'b'});
        line.visitor().text("last");

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 3)).isTrue();
        assertThat(line.listener().messages()).containsExactly("hello", "ab", "last");
    }

    @Rule(
            number = "FT-23",
            says = "a character that is cut by fragments comes whole",
            because = "whoever decodes each fragment alone makes two question marks of it")
    default void ft23_a_character_that_is_cut_by_fragments_comes_whole() {
        FrameBench.Line line = bench().connect();
        String sent = "naïve – 価格 – 🚀".repeat(20);
        byte[] text = sent.getBytes(StandardCharsets.UTF_8);

        for (int at = 0; at < text.length; at += 7) {
            boolean last = at + 7 >= text.length;
            int opcode = at == 0 ? WireFrame.TEXT : WireFrame.CONTINUATION;
            line.visitor().frame(last, opcode, Arrays.copyOfRange(text, at, Math.min(at + 7, text.length)));
        }

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 1)).isTrue();
        assertThat(line.listener().messages()).containsExactly(sent);
    }

    @Rule(
            number = "FT-24",
            says = "frames that straddle the transport's reads come whole, and their bytes stay what they were",
            because = "a buffer that is used again too early puts one message's bytes into another")
    default void ft24_frames_that_straddle_the_transports_reads_come_whole() {
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

    @Rule(
            number = "FT-25",
            says = "a message of just the limit comes whole, in one frame or in many",
            because = "a limit is what is allowed, not what is forbidden")
    default void ft25_a_message_of_just_the_limit_comes_whole() {
        FrameBench.Line line = bench().connect();
        int half = bench().messageBytesMax() / 2;

        line.visitor().binary(new byte[bench().messageBytesMax()]);
        line.visitor().frame(false, WireFrame.BINARY, new byte[half]);
        line.visitor().frame(true, WireFrame.CONTINUATION, new byte[bench().messageBytesMax() - half]);
        line.visitor().text("x".repeat(bench().messageBytesMax()));

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 3)).isTrue();
        assertThat(line.listener().messages()).allMatch(message -> message.length() == bench().messageBytesMax());
    }

    @Rule(
            number = "FT-26",
            says = "a frame beyond the limit ends it as TOO_LARGE, and is not delivered",
            because = "the user has to hear that something was said which he will never see")
    default void ft26_a_frame_beyond_the_limit_ends_it_as_too_large() {
        byte[] tooMany = new byte[bench().messageBytesMax() + 1];
        for (int opcode : new int[] {WireFrame.BINARY, WireFrame.TEXT}) {
            FrameBench.Line line = bench().connect();

            line.visitor().tryRaw(WireFrame.encode(true, opcode, tooMany));

            assertThat(bench().end(line).cause()).isEqualTo(Cause.TOO_LARGE);
            assertThat(line.listener().messages()).isEmpty();
        }
    }

    @Rule(
            number = "FT-27",
            says = "fragments that never stop end it as TOO_LARGE",
            because = "no frame of them is too large, and all of them together fill the memory")
    default void ft27_fragments_that_never_stop_end_it_as_too_large() {
        FrameBench.Line line = bench().connect();
        byte[] fragment = new byte[bench().messageBytesMax() / 4];

        boolean takesMore = line.visitor().tryRaw(WireFrame.encode(false, WireFrame.BINARY, fragment));
        for (int i = 0; i < 40 && takesMore; i++) {
            takesMore = line.visitor().tryRaw(WireFrame.encode(false, WireFrame.CONTINUATION, fragment));
        }

        assertThat(bench().end(line).cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Rule(
            number = "FT-28",
            says = "a frame that announces 2^62 bytes ends it as TOO_LARGE, long before they have come",
            because = "what a peer announces may not become an allocation")
    default void ft28_a_frame_that_announces_2_to_the_62_bytes_ends_it_as_too_large() {
        FrameBench.Line line = bench().connect();

        line.visitor().raw(WireFrame.header(true, WireFrame.BINARY, 1L << 62));
        boolean takesMore = true;
        for (int i = 0; i * 8_000L < 8L * bench().messageBytesMax() && takesMore; i++) {
            takesMore = line.visitor().tryRaw(new byte[8_000]);
        }

        assertThat(bench().end(line).cause()).isEqualTo(Cause.TOO_LARGE);
    }
}

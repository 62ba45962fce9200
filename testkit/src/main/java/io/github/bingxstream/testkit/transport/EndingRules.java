package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Ending;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a connection's end is called when the peer or the network makes it, and what is left of it. */
public interface EndingRules {

    /** Returns what the tests work with. */
    FrameBench bench();

    @Test
    @DisplayName("FT-3 a close frame ends it as CLOSED_BY_PEER with its code, and nothing follows")
    default void ft3_a_close_frame_ends_it_as_closed_by_peer_with_its_code() {
        for (int code : new int[] {1000, 1001, 1003, 1008, 1011, 1012, 4000, 4999}) {
            FrameBench.Line line = bench().connect();

            line.visitor().text("last words");
            line.visitor().closeFrame(code, "going");
            line.visitor().tryRaw(WireFrame.encode(true, WireFrame.TEXT, new byte[] {'x'}));

            Ending ending = bench().end(line);
            assertThat(ending.cause()).as("" + code).isEqualTo(Cause.CLOSED_BY_PEER);
            assertThat(ending.code()).hasValue(code);
            assertThat(line.listener().messages()).containsExactly("last words");
        }
    }

    @Test
    @DisplayName("FT-3 a close frame without a code ends it as CLOSED_BY_PEER without one")
    default void ft3_a_close_frame_without_a_code_ends_it_as_closed_by_peer_without_one() {
        bench().needs(Shortcoming.CANNOT_TELL_A_MISSING_CLOSE_CODE);
        FrameBench.Line line = bench().connect();

        line.visitor().closeFrame(1005, "");

        Ending ending = bench().end(line);
        assertThat(ending.cause()).isEqualTo(Cause.CLOSED_BY_PEER);
        assertThat(ending.code()).isEmpty();
    }

    @Test
    @DisplayName("FT-3 a close frame is answered with a close frame")
    default void ft3_a_close_frame_is_answered_with_a_close_frame() {
        FrameBench.Line line = bench().connect();

        line.visitor().closeFrame(1001, "going");

        WireFrame answer = line.visitor().nextFrame();
        assertThat(answer.opcode()).isEqualTo(WireFrame.CLOSE);
        assertThat(answer.masked()).isTrue();
        bench().end(line);
    }

    @Test
    @DisplayName("FT-3 a connection that finishes without a close frame ends as LOST")
    default void ft3_a_connection_that_finishes_without_a_close_frame_ends_as_lost() {
        FrameBench.Line line = bench().connect();

        line.visitor().finish();

        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
    }

    @Test
    @DisplayName("FT-3 a connection that is reset ends as LOST")
    default void ft3_a_connection_that_is_reset_ends_as_lost() {
        FrameBench.Line line = bench().connect();

        line.visitor().reset();

        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
    }

    @Test
    @DisplayName("FT-3 a connection that is reset within a frame ends as LOST, and half a message is none")
    default void ft3_a_connection_that_is_reset_within_a_frame_ends_as_lost() {
        FrameBench.Line line = bench().connect();
        line.visitor().raw(WireFrame.header(true, WireFrame.BINARY, 1_000));
        line.visitor().raw(new byte[400]);
        line.visitor().reset();

        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
        assertThat(line.listener().messages()).isEmpty();
    }

    @Test
    @DisplayName("FT-3 a connection that finishes right behind a frame, or within one, ends as LOST")
    default void ft3_a_connection_that_finishes_right_behind_a_frame_or_within_one_ends_as_lost() {
        bench().needs(Shortcoming.MAY_MISS_A_FINISH_BEHIND_A_FRAME);
        for (int i = 0; i < 10; i++) {
            FrameBench.Line behind = bench().connect();
            behind.visitor().text("whole");
            behind.visitor().finish();
            assertThat(bench().end(behind).cause()).isEqualTo(Cause.LOST);
            assertThat(behind.listener().messages()).containsExactly("whole");

            FrameBench.Line within = bench().connect();
            within.visitor().raw(WireFrame.header(true, WireFrame.BINARY, 1_000));
            within.visitor().raw(new byte[400]);
            within.visitor().finish();
            assertThat(bench().end(within).cause()).isEqualTo(Cause.LOST);
            assertThat(within.listener().messages()).isEmpty();

            FrameBench.Line between = bench().connect();
            between.visitor().frame(false, WireFrame.TEXT, "half".getBytes(StandardCharsets.UTF_8));
            between.visitor().finish();
            assertThat(bench().end(between).cause()).isEqualTo(Cause.LOST);
            assertThat(between.listener().messages()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "FT-3 reserved bits, reserved opcodes, bad UTF-8 and close codes that may not be sent end it as PROTOCOL_VIOLATION")
    default void ft3_what_the_protocol_forbids_ends_it_as_protocol_violation() {
        byte[][] forbidden = {
            {(byte) 0xF1, 1, 'x'},
            {(byte) 0x83, 1, 'x'},
            {(byte) 0x80, 1, 'x'},
            WireFrame.encode(true, WireFrame.TEXT, new byte[] {(byte) 0xC3, 0x28}),
            WireFrame.encode(true, WireFrame.CLOSE, new byte[] {0x03, (byte) 0xEE}),
            WireFrame.encode(true, WireFrame.CLOSE, new byte[] {0x03}),
        };
        for (byte[] bytes : forbidden) {
            FrameBench.Line line = bench().connect();

            line.visitor().raw(bytes);

            assertThat(bench().end(line).cause())
                    .as("after " + HexFormat.of().formatHex(bytes))
                    .isEqualTo(Cause.PROTOCOL_VIOLATION);
            assertThat(line.listener().messages()).isEmpty();
        }
    }

    @Test
    @DisplayName("FT-3 a masked frame from the peer ends it as PROTOCOL_VIOLATION")
    default void ft3_a_masked_frame_from_the_peer_ends_it_as_protocol_violation() {
        bench().needs(Shortcoming.TAKES_MASKED_FRAMES);
        FrameBench.Line line = bench().connect();

        line.visitor().raw(new byte[] {(byte) 0x81, (byte) 0x81, 1, 2, 3, 4, 'x'});

        assertThat(bench().end(line).cause()).isEqualTo(Cause.PROTOCOL_VIOLATION);
    }

    @Test
    @DisplayName("FT-11 no socket is left, whoever ended it")
    default void ft11_no_socket_is_left_whoever_ended_it() {
        FrameBench.Line byPeer = bench().connect();
        byPeer.visitor().closeFrame(1000, "");
        bench().end(byPeer);
        assertThat(byPeer.visitor().isGoneWithin(bench().patience()))
                .as("after a close by the peer")
                .isTrue();

        FrameBench.Line lost = bench().connect();
        lost.visitor().finish();
        bench().end(lost);
        assertThat(lost.visitor().isGoneWithin(bench().patience()))
                .as("after a loss")
                .isTrue();

        FrameBench.Line byUs = bench().connect();
        byUs.connection().close();
        bench().end(byUs);
        assertThat(byUs.visitor().isGoneWithin(bench().patience()))
                .as("after a close by us")
                .isTrue();

        FrameBench.Line unanswered = bench().dial();
        bench().end(unanswered);
        assertThat(unanswered.visitor().isGoneWithin(bench().patience()))
                .as("after no handshake")
                .isTrue();
    }

    @Test
    @DisplayName("FT-11 threads do not grow with connections that have ended")
    default void ft11_threads_do_not_grow_with_connections_that_have_ended() throws InterruptedException {
        openAndClose(3);
        int before = Thread.activeCount();

        openAndClose(40);

        // A pool may still grow to its size; forty connections may not leave anything like forty threads.
        long end = System.nanoTime() + bench().patience().toNanos();
        while (Thread.activeCount() >= before + 20 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(Thread.activeCount()).isLessThan(before + 20);
    }

    private void openAndClose(int times) {
        for (int i = 0; i < times; i++) {
            FrameBench.Line line = bench().connect();
            line.visitor().closeFrame(1000, "");
            bench().end(line);
        }
    }
}

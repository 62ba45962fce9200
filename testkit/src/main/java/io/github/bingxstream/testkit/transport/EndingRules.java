package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.testkit.contract.Rule;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** What a connection's end is called when the peer or the network makes it. */
public interface EndingRules {

    /** Returns what the tests work with. */
    FrameBench bench();

    @Rule(
            number = "FT-43",
            says = "ended comes exactly once and last, whoever ends it and however many do at once",
            because = "the session makes another connection for each end it hears of, and none without")
    default void ft43_ended_comes_exactly_once_and_last() {
        FrameBench.Line reset = bench().connect();
        reset.visitor().text("last words");
        assertThat(reset.listener().hasMessagesWithin(bench().patience(), 1)).isTrue();
        reset.visitor().reset();
        bench().end(reset);
        assertThat(reset.listener().calls()).containsExactly("opened", "text", "ended");

        FrameBench.Line both = bench().connect();
        both.connection().close();
        both.visitor().tryRaw(WireFrame.encode(true, WireFrame.CLOSE, new byte[] {0x03, (byte) 0xE8}));
        both.visitor().reset();
        bench().end(both);
        assertThat(both.listener().calls()).containsExactly("opened", "ended");
    }

    @Rule(
            number = "FT-44",
            says = "an end that comes from elsewhere waits for the call under way",
            because = "a listener that is told the end within a message would go on with what is over")
    default void ft44_an_end_that_comes_from_elsewhere_waits_for_the_call_under_way() {
        CompletableFuture<FrameBench.Line> dialled = new CompletableFuture<>();
        RecordingListener listener = new RecordingListener(call -> {
            if (call.equals("text")) {
                FrameBench.Line line = dialled.join();
                line.connection().close();
                line.visitor().reset();
                // Held up on purpose, so that the end has time to come in between, if it can.
                line.listener().hasViolationsWithin(bench().afterwards().multipliedBy(10));
            }
        });
        FrameBench.Line line = bench().connect(listener);
        dialled.complete(line);

        line.visitor().text("now");

        bench().end(listener);
    }

    @Rule(
            number = "FT-45",
            says = "a close frame ends it as CLOSED_BY_PEER with its code, and nothing behind it is delivered",
            because = "the code tells whether the server restarts, objects, or is full")
    default void ft45_a_close_frame_ends_it_as_closed_by_peer_with_its_code() {
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

    @Rule(
            number = "FT-46",
            says = "a close frame without a code ends it as CLOSED_BY_PEER without one",
            because = "a code that nobody sent says something that nobody meant")
    default void ft46_a_close_frame_without_a_code_ends_it_as_closed_by_peer_without_one() {
        FrameBench.Line line = bench().connect();

        line.visitor().closeFrame(1005, "");

        Ending ending = bench().end(line);
        assertThat(ending.cause()).isEqualTo(Cause.CLOSED_BY_PEER);
        assertThat(ending.code()).isEmpty();
    }

    @Rule(
            number = "FT-47",
            says = "a close frame is answered with a masked close frame",
            because = "a server that waits for it keeps the socket, and counts it against the limit of the address")
    default void ft47_a_close_frame_is_answered_with_a_close_frame() {
        FrameBench.Line line = bench().connect();

        line.visitor().closeFrame(1001, "going");

        WireFrame answer = line.visitor().nextFrame();
        assertThat(answer.opcode()).isEqualTo(WireFrame.CLOSE);
        assertThat(answer.masked()).isTrue();
        bench().end(line);
    }

    @Rule(
            number = "FT-48",
            says = "a connection that finishes without a close frame ends as LOST",
            because = "a peer that went without a word may not have said all it had to say")
    default void ft48_a_connection_that_finishes_without_a_close_frame_ends_as_lost() {
        FrameBench.Line line = bench().connect();

        line.visitor().finish();

        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
    }

    @Rule(
            number = "FT-49",
            says = "a connection that is reset ends as LOST",
            because = "what was under way is gone, and the session has to ask for it")
    default void ft49_a_connection_that_is_reset_ends_as_lost() {
        FrameBench.Line line = bench().connect();

        line.visitor().reset();

        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
    }

    @Rule(
            number = "FT-50",
            says = "a connection that is reset within a frame ends as LOST, and half a message is none",
            because = "half a message can be valid and mean something else")
    default void ft50_a_connection_that_is_reset_within_a_frame_ends_as_lost() {
        FrameBench.Line line = bench().connect();
        line.visitor().raw(WireFrame.header(true, WireFrame.BINARY, 1_000));
        line.visitor().raw(new byte[400]);
        line.visitor().reset();

        assertThat(bench().end(line).cause()).isEqualTo(Cause.LOST);
        assertThat(line.listener().messages()).isEmpty();
    }

    @Rule(
            number = "FT-51",
            says = "a connection that finishes right behind a frame, within one or between fragments ends as LOST",
            because = "an end that goes unnoticed looks like an account on which nothing happens")
    default void ft51_a_connection_that_finishes_right_behind_a_frame_or_within_one_ends_as_lost() {
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

    @Rule(
            number = "FT-52",
            says = "an ending has a code with CLOSED_BY_PEER and REFUSED only",
            because = "a code is what the peer said, and nothing else")
    default void ft52_an_ending_has_a_code_only_if_the_peer_gave_one() {
        FrameBench.Line lost = bench().connect();
        lost.visitor().reset();
        assertThat(bench().end(lost).code()).isEmpty();

        FrameBench.Line byUs = bench().connect();
        byUs.connection().close();
        byUs.visitor().closeFrame(1000, "");
        assertThat(bench().end(byUs).code()).isEmpty();

        FrameBench.Line tooLarge = bench().connect();
        tooLarge.visitor().tryRaw(WireFrame.header(true, WireFrame.BINARY, 1L << 40));
        tooLarge.visitor().tryRaw(new byte[8 * bench().messageBytesMax()]);
        assertThat(bench().end(tooLarge).code()).isEmpty();

        RecordingListener nobody = new RecordingListener();
        bench().open(bench().deserted(), nobody);
        assertThat(bench().end(nobody).code()).isEmpty();
    }
}

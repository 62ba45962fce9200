package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code close} promises, whenever and however often it is called. */
public interface ClosingRules {

    /** FT-6's five seconds, and time for a busy machine to notice. */
    Duration FIVE_SECONDS_AND_SOME = Duration.ofSeconds(7);

    /** Returns what the tests work with. */
    FrameBench bench();

    @Test
    @DisplayName("FT-6 close sends a close frame and ends it as CLOSED_BY_US")
    default void ft6_close_sends_a_close_frame_and_ends_it_as_closed_by_us() {
        FrameBench.Line line = bench().connect();

        line.connection().close();
        WireFrame goodbye = line.visitor().nextFrame();
        line.visitor().tryRaw(WireFrame.encode(true, WireFrame.CLOSE, goodbye.payload()));

        assertThat(goodbye.opcode()).isEqualTo(WireFrame.CLOSE);
        assertThat(goodbye.closeCode()).isEqualTo(1000);
        assertThat(bench().end(line).cause()).isEqualTo(Cause.CLOSED_BY_US);
    }

    @Test
    @DisplayName("FT-6 close waits a while for the peer's close frame")
    default void ft6_close_waits_a_while_for_the_peers_close_frame() {
        bench().needs(Shortcoming.DOES_NOT_WAIT_FOR_THE_PEERS_CLOSE);
        FrameBench.Line line = bench().connect();

        line.connection().close();
        line.visitor().nextFrame();
        line.visitor().text("still under way when we closed");
        line.visitor().closeFrame(1000, "");

        bench().end(line);
        assertThat(line.listener().messages()).containsExactly("still under way when we closed");
    }

    @Test
    @DisplayName("FT-6 close leads to the end within five seconds if the peer does nothing")
    default void ft6_close_leads_to_the_end_within_five_seconds_if_the_peer_does_nothing() {
        FrameBench.Line line = bench().connect();

        line.connection().close();

        assertThat(line.listener().hasEndedWithin(FIVE_SECONDS_AND_SOME)).isTrue();
        assertThat(bench().end(line).cause()).isEqualTo(Cause.CLOSED_BY_US);
    }

    @Test
    @DisplayName("FT-6 close leads to the end within five seconds during a handshake that is not answered")
    default void ft6_close_leads_to_the_end_within_five_seconds_during_a_handshake_that_is_not_answered() {
        FrameBench.Line line = bench().dial();

        line.connection().close();

        assertThat(line.listener().hasEndedWithin(FIVE_SECONDS_AND_SOME)).isTrue();
        assertThat(bench().end(line).cause()).isEqualTo(Cause.CLOSED_BY_US);
        assertThat(line.listener().openings()).isZero();
    }

    @Test
    @DisplayName("FT-6 close during the handshake ends a connection whose handshake then succeeds")
    default void ft6_close_during_the_handshake_ends_a_connection_whose_handshake_then_succeeds() {
        FrameBench.Line line = bench().dial();

        line.connection().close();
        line.visitor().acceptHandshake();

        assertThat(bench().end(line).cause()).isEqualTo(Cause.CLOSED_BY_US);
        assertThat(line.visitor().isGoneWithin(bench().patience())).isTrue();
    }

    @Test
    @DisplayName("FT-6 close right after open ends it once, as CLOSED_BY_US")
    default void ft6_close_right_after_open_ends_it_once() {
        List<RecordingListener> listeners =
                Stream.generate(RecordingListener::new).limit(10).toList();
        for (RecordingListener listener : listeners) {
            bench().transport().open(bench().endpoint(), listener).close();
        }
        for (RecordingListener listener : listeners) {
            assertThat(listener.hasEndedWithin(FIVE_SECONDS_AND_SOME)).isTrue();
            assertThat(bench().end(listener).cause()).isEqualTo(Cause.CLOSED_BY_US);
        }
    }

    @Test
    @DisplayName("FT-6 closing from many threads at once ends it once")
    default void ft6_closing_from_many_threads_at_once_ends_it_once() throws InterruptedException, ExecutionException {
        FrameBench.Line line = bench().connect();

        List<CompletableFuture<Void>> closings = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> line.connection().close()))
                .limit(8)
                .toList();
        for (CompletableFuture<Void> closing : closings) {
            closing.get();
        }

        assertThat(bench().end(line).cause()).isEqualTo(Cause.CLOSED_BY_US);
        line.connection().close();
        assertThat(line.listener().violations()).isEmpty();
    }

    @Test
    @DisplayName("FT-6 close works within a listener's call")
    default void ft6_close_works_within_a_listeners_call() {
        for (String moment : List.of("opened", "text", "binary")) {
            CompletableFuture<Connection> connection = new CompletableFuture<>();
            RecordingListener listener = new RecordingListener(call -> {
                if (call.equals(moment)) {
                    connection.join().close();
                }
            });
            FrameBench.Line line = bench().dial(listener);
            connection.complete(line.connection());
            line.visitor().acceptHandshake();
            line.visitor().tryRaw(WireFrame.encode(true, WireFrame.TEXT, new byte[] {'t'}));
            line.visitor().tryRaw(WireFrame.encode(true, WireFrame.BINARY, new byte[] {'b'}));

            assertThat(bench().end(line).cause()).as(moment).isEqualTo(Cause.CLOSED_BY_US);
        }
    }

    @Test
    @DisplayName("FT-6 close ends a connection whose peer has stopped reading")
    default void ft6_close_ends_a_connection_whose_peer_has_stopped_reading() {
        FrameBench.Line line = bench().connect();

        line.connection().send("x".repeat(16 * 1024 * 1024));
        line.connection().close();

        assertThat(line.listener().hasEndedWithin(FIVE_SECONDS_AND_SOME)).isTrue();
        assertThat(bench().end(line).cause()).isEqualTo(Cause.CLOSED_BY_US);
    }

    @Test
    @DisplayName("FT-11 no socket is left of a connection whose peer had stopped reading")
    default void ft11_no_socket_is_left_of_a_connection_whose_peer_had_stopped_reading() throws InterruptedException {
        bench().needs(Shortcoming.CANNOT_CUT_A_STALLED_SOCKET);
        FrameBench.Line line = bench().connect();

        line.connection().send("x".repeat(16 * 1024 * 1024));
        line.connection().close();
        bench().end(line);

        assertThat(line.visitor().isGoneUnreadWithin(bench().patience())).isTrue();
    }

    @Test
    @DisplayName("FT-8 close never calls the listener on its own stack")
    default void ft8_close_never_calls_the_listener_on_its_own_stack() {
        for (int i = 0; i < 10; i++) {
            FrameBench.Line line = bench().connect();

            line.connection().close();
            line.visitor().tryRaw(WireFrame.encode(true, WireFrame.CLOSE, new byte[0]));

            bench().end(line);
            assertThat(line.listener().threads()).doesNotContain(Thread.currentThread());
        }
    }
}

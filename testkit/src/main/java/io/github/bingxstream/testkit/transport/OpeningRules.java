package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.port.FrameTransport.Ending;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code open} promises, and how a connection that never opened ends. */
public interface OpeningRules {

    /** Returns what the tests work with. */
    FrameBench bench();

    @Test
    @DisplayName("FT-2 opened comes once, before a message that rides behind the handshake")
    default void ft2_opened_comes_once_before_a_message_that_rides_behind_the_handshake() {
        FrameBench.Line line = bench().dial();

        line.visitor()
                .acceptHandshake(WireFrame.encode(true, WireFrame.TEXT, "early".getBytes(StandardCharsets.UTF_8)));

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 1)).isTrue();
        assertThat(line.listener().openings()).isEqualTo(1);
        assertThat(line.listener().messages()).containsExactly("early");
        assertThat(line.listener().violations()).isEmpty();
    }

    @Test
    @DisplayName("FT-3 a port on which nobody listens ends it as UNREACHABLE")
    default void ft3_a_port_on_which_nobody_listens_ends_it_as_unreachable() {
        endsUnopened(Cause.UNREACHABLE, "ws", "127.0.0.1");
    }

    @Test
    @DisplayName("FT-3 a name that does not resolve ends it as UNREACHABLE")
    default void ft3_a_name_that_does_not_resolve_ends_it_as_unreachable() {
        endsUnopened(Cause.UNREACHABLE, "ws", "no-such-host.invalid");
    }

    private void endsUnopened(Cause cause, String scheme, String host) {
        RecordingListener listener = new RecordingListener();
        String deserted = ScriptedPeer.deserted(scheme, "/market?listenKey=" + FrameBench.KEY)
                .toString()
                .replace("127.0.0.1", host);

        bench().transport().open(URI.create(deserted), listener);

        Ending ending = bench().end(listener);
        assertThat(ending.cause()).isEqualTo(cause);
        assertThat(listener.openings()).isZero();
    }

    @Test
    @DisplayName("FT-3 silence instead of a handshake ends it as UNREACHABLE")
    default void ft3_silence_instead_of_a_handshake_ends_it_as_unreachable() {
        FrameBench.Line line = bench().dial();

        Ending ending = bench().end(line);

        assertThat(ending.cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(line.listener().openings()).isZero();
    }

    @Test
    @DisplayName("FT-3 a handshake that is cut ends it as UNREACHABLE")
    default void ft3_a_handshake_that_is_cut_ends_it_as_unreachable() {
        FrameBench.Line finished = bench().dial();
        finished.visitor().finish();
        assertThat(bench().end(finished).cause()).isEqualTo(Cause.UNREACHABLE);

        FrameBench.Line reset = bench().dial();
        reset.visitor().reset();
        assertThat(bench().end(reset).cause()).isEqualTo(Cause.UNREACHABLE);
    }

    @Test
    @DisplayName("FT-3 an answer other than an upgrade ends it as REFUSED with the status")
    default void ft3_an_answer_other_than_an_upgrade_ends_it_as_refused_with_the_status() {
        assertAll(
                Map.of(200, "", 302, "", 400, "", 403, "{\"code\":100001}", 429, "", 500, "", 503, "")
                        .entrySet()
                        .stream()
                        .map(answer -> () -> {
                            FrameBench.Line line = bench().dial();
                            line.visitor().answer(answer.getKey(), Map.of("Location", "/elsewhere"), answer.getValue());

                            Ending ending = bench().end(line);

                            assertThat(ending.cause()).as("" + answer.getKey()).isEqualTo(Cause.REFUSED);
                            assertThat(ending.code()).hasValue(answer.getKey());
                            assertThat(line.listener().openings()).isZero();
                        }));
    }

    @Test
    @DisplayName("FT-3 a handshake with a wrong key ends it as PROTOCOL_VIOLATION")
    default void ft3_a_handshake_with_a_wrong_key_ends_it_as_protocol_violation() {
        bench().needs(Shortcoming.MAKES_UP_A_HANDSHAKE_STATUS);
        FrameBench.Line line = bench().dial();

        line.visitor().acceptHandshakeAs("d3Jvbmc=", new byte[0]);

        assertThat(bench().end(line).cause()).isEqualTo(Cause.PROTOCOL_VIOLATION);
        assertThat(line.listener().openings()).isZero();
    }

    @Test
    @DisplayName("FT-3 bytes that are no HTTP end it unopened")
    default void ft3_bytes_that_are_no_http_end_it_unopened() {
        FrameBench.Line line = bench().dial();

        line.visitor().raw("!@#$ this is not HTTP\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        line.visitor().finish();

        assertThat(bench().end(line).cause()).isIn(Cause.UNREACHABLE, Cause.REFUSED, Cause.PROTOCOL_VIOLATION);
        assertThat(line.listener().openings()).isZero();
    }

    @Test
    @DisplayName("FT-5 open returns before the peer has answered")
    default void ft5_open_returns_before_the_peer_has_answered() {
        // The peer acts on this very thread: if open waited for it, the test would run into its timeout.
        FrameBench.Line line = bench().dial();

        line.visitor().acceptHandshake();

        assertThat(line.listener().hasOpenedWithin(bench().patience())).isTrue();
    }

    @Test
    @DisplayName("FT-8 open never calls the listener on its own stack")
    default void ft8_open_never_calls_the_listener_on_its_own_stack() {
        for (int i = 0; i < 20; i++) {
            RecordingListener listener = new RecordingListener();
            Connection connection =
                    bench().transport().open(ScriptedPeer.deserted("ws", "/?listenKey=" + FrameBench.KEY), listener);
            connection.close();
            bench().end(listener);
            assertThat(listener.threads()).doesNotContain(Thread.currentThread());
        }
    }
}

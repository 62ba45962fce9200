package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Connection;
import io.github.bingxstream.testkit.contract.Rule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What {@code close} promises, whenever and however often it is called. */
public interface ClosingRules {

    /** The five seconds within which close leads to an end, and time for a busy machine to notice. */
    Duration FIVE_SECONDS_AND_SOME = Duration.ofSeconds(7);

    /** Returns what the tests work with. */
    FrameBench bench();

    @Rule(
            number = "FT-58",
            says = "close sends a close frame with 1000 and ends it as CLOSED_BY_US",
            because = "a server that is told frees the socket at once")
    default void ft58_close_sends_a_close_frame_and_ends_it_as_closed_by_us() {
        FrameBench.Line line = bench().connect();

        line.connection().close();
        WireFrame goodbye = line.visitor().nextFrame();
        line.visitor().tryRaw(WireFrame.encode(true, WireFrame.CLOSE, goodbye.payload()));

        assertThat(goodbye.opcode()).isEqualTo(WireFrame.CLOSE);
        assertThat(goodbye.closeCode()).isEqualTo(1000);
        assertThat(bench().end(line).cause()).isEqualTo(Cause.CLOSED_BY_US);
    }

    @Rule(
            number = "FT-59",
            says = "close waits a while for the peer's close frame, and delivers what comes before it",
            because = "after a rotation the old connection may still have a fill under way")
    default void ft59_close_waits_a_while_for_the_peers_close_frame() {
        FrameBench.Line line = bench().connect();

        line.connection().close();
        line.visitor().nextFrame();
        line.visitor().text("still under way when we closed");
        line.visitor().closeFrame(1000, "");

        bench().end(line);
        assertThat(line.listener().messages()).containsExactly("still under way when we closed");
    }

    @Rule(
            number = "FT-60",
            says = "close leads to the end within five seconds if the peer does nothing",
            because = "a half-open peer may not hold up a shutdown")
    default void ft60_close_leads_to_the_end_within_five_seconds_if_the_peer_does_nothing() {
        bench().giveUpThePeerSoon();
        closesInTime(bench().connect());
    }

    @Rule(
            number = "FT-61",
            says = "close leads to the end within five seconds during a handshake that is not answered",
            because = "an attempt that is given up may not go on in the background")
    default void ft61_close_leads_to_the_end_within_five_seconds_during_a_handshake_that_is_not_answered() {
        // Few libraries can cut a handshake short.
        bench().giveUpConnectingSoon();
        bench().giveUpThePeerSoon();
        FrameBench.Line line = bench().dial();
        closesInTime(line);
        assertThat(line.listener().openings()).isZero();
    }

    private void closesInTime(FrameBench.Line line) {
        line.connection().close();

        assertThat(line.listener().hasEndedWithin(bench().patienceFor(FIVE_SECONDS_AND_SOME)))
                .isTrue();
        assertThat(bench().end(line).cause()).isEqualTo(Cause.CLOSED_BY_US);
    }

    @Rule(
            number = "FT-62",
            says = "close during the handshake ends a connection whose handshake then succeeds",
            because = "a connection that nobody wants any more would deliver everything a second time")
    default void ft62_close_during_the_handshake_ends_a_connection_whose_handshake_then_succeeds() {
        bench().giveUpThePeerSoon();
        for (int i = 0; i < 10; i++) {
            FrameBench.Line line = bench().dial();

            // Before the handshake for certain, and in turn at about the same time: before it, behind it, or in its
            // midst.
            CompletableFuture<Void> closing =
                    Elsewhere.run(() -> line.connection().close());
            if (i % 2 == 0) {
                assertThat(closing).succeedsWithin(bench().patience());
            }
            line.visitor().tryAcceptHandshake();

            assertThat(closing).succeedsWithin(bench().patience());
            assertThat(bench().end(line).cause()).isEqualTo(Cause.CLOSED_BY_US);
            assertThat(line.visitor().isGoneWithin(bench().patience())).isTrue();
        }
    }

    @Rule(
            number = "FT-63",
            says = "close right after open ends it as CLOSED_BY_US",
            because = "a user who changes his mind at once is a user")
    default void ft63_close_right_after_open_ends_it_as_closed_by_us() {
        bench().giveUpConnectingSoon();
        bench().giveUpThePeerSoon();
        List<RecordingListener> listeners =
                Stream.generate(RecordingListener::new).limit(10).toList();
        for (RecordingListener listener : listeners) {
            bench().open(bench().endpoint(), listener).close();
        }
        for (RecordingListener listener : listeners) {
            assertThat(listener.hasEndedWithin(bench().patienceFor(FIVE_SECONDS_AND_SOME)))
                    .isTrue();
            assertThat(bench().end(listener).cause()).isEqualTo(Cause.CLOSED_BY_US);
        }
    }

    @Rule(
            number = "FT-64",
            says = "closing again does nothing, by many threads at once or after the end: one close frame leaves",
            because = "every owner of a connection closes it, and nobody knows of the others")
    default void ft64_closing_again_does_nothing() {
        FrameBench.Line line = bench().connect();

        List<CompletableFuture<Void>> closings = Stream.generate(
                        () -> Elsewhere.run(() -> line.connection().close()))
                .limit(8)
                .toList();
        assertThat(closings).allSatisfy(closing -> assertThat(closing).succeedsWithin(bench().patience()));
        line.visitor().nextFrame();
        line.visitor().closeFrame(1000, "");

        assertThat(bench().end(line).cause()).isEqualTo(Cause.CLOSED_BY_US);
        line.connection().close();
        assertThat(line.visitor().framesUntilGone()).isEmpty();
        assertThat(line.listener().violations()).isEmpty();
    }

    @Rule(
            number = "FT-65",
            says = "close works within each of the listener's calls, ended included",
            because = "a message that says enough is a good reason to close")
    default void ft65_close_works_within_each_of_the_listeners_calls() {
        bench().giveUpThePeerSoon();
        for (String moment : List.of("opened", "text", "binary", "ended")) {
            CompletableFuture<Connection> connection = new CompletableFuture<>();
            CompletableFuture<Void> closed = new CompletableFuture<>();
            RecordingListener listener = new RecordingListener(call -> {
                if (call.equals(moment)) {
                    try {
                        connection.join().close();
                        closed.complete(null);
                    } catch (RuntimeException | AssertionError thrown) {
                        closed.completeExceptionally(thrown);
                    }
                }
            });
            FrameBench.Line line = bench().dial(listener);
            connection.complete(line.connection());
            line.visitor().acceptHandshake();
            line.visitor().tryRaw(WireFrame.encode(true, WireFrame.TEXT, new byte[] {'t'}));
            line.visitor().tryRaw(WireFrame.encode(true, WireFrame.BINARY, new byte[] {'b'}));
            boolean peerEnds = moment.equals("ended");
            if (peerEnds) {
                line.visitor().tryRaw(WireFrame.encode(true, WireFrame.CLOSE, new byte[] {0x03, (byte) 0xE8}));
            }

            assertThat(bench().end(line).cause())
                    .as(moment)
                    .isEqualTo(peerEnds ? Cause.CLOSED_BY_PEER : Cause.CLOSED_BY_US);
            assertThat(closed).as(moment).succeedsWithin(bench().patience());
        }
    }

    @Rule(
            number = "FT-66",
            says = "close ends a connection within five seconds although its peer has stopped reading",
            because = "the close frame cannot leave then, and the end may not wait for it")
    default void ft66_close_ends_a_connection_whose_peer_has_stopped_reading() {
        bench().giveUpThePeerSoon();
        FrameBench.Line line = bench().connect();

        line.connection().send("x".repeat(SendingRules.UNSENDABLE_BYTES));

        closesInTime(line);
    }

    @Rule(
            number = "FT-67",
            says = "close never calls the listener on its own stack",
            because = "whoever closes may hold the lock that the listener takes")
    default void ft67_close_never_calls_the_listener_on_its_own_stack() {
        for (int i = 0; i < 10; i++) {
            FrameBench.Line line = bench().connect();

            line.connection().close();
            line.visitor().tryRaw(WireFrame.encode(true, WireFrame.CLOSE, new byte[0]));

            bench().end(line);
            assertThat(line.listener().threads()).doesNotContain(Thread.currentThread());
        }
    }
}

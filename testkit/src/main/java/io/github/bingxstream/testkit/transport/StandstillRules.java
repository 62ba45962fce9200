package io.github.bingxstream.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.testkit.contract.Rule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What happens while nothing happens: a listener that stands still, a peer that is silent. */
public interface StandstillRules {

    /** More than the timeout for a handshake that was asked for, so that whoever keeps it is seen to. */
    Duration SILENCE = Duration.ofMillis(2_500);

    /** More than all buffers of a system and a transport together, so that who takes it all has no bound. */
    int FLOOD_BYTES = 64 * 1024 * 1024;

    /** How long nothing has to move until it counts as standing still. */
    int STANDSTILL_LOOKS = 15;

    /** Returns what the tests work with. */
    FrameBench bench();

    @Rule(
            number = "FT-29",
            says = "a listener that stands still holds up no other connection",
            because = "one transport serves all streams of a process, and a rotation has two connections at once")
    default void ft29_a_listener_that_stands_still_holds_up_no_other_connection() {
        CountDownLatch released = new CountDownLatch(1);
        FrameBench.Line still = bench().connect(standingStill(released));
        try {
            still.visitor().text("stop here");
            assertThat(still.listener().hasMessagesWithin(bench().patience(), 1))
                    .isTrue();

            FrameBench.Line other = bench().connect();
            for (int i = 0; i < 100; i++) {
                other.visitor().text("message " + i);
            }

            assertThat(other.listener().hasMessagesWithin(bench().patience(), 100))
                    .isTrue();
            other.visitor().closeFrame(1000, "");
            assertThat(bench().end(other).cause()).isEqualTo(Cause.CLOSED_BY_PEER);
        } finally {
            released.countDown();
        }
    }

    @Rule(
            number = "FT-30",
            says = "a listener that stands still holds up its peer: what was not delivered is not read without a bound",
            because = "a queue that grows while somebody debugs ends the process")
    default void ft30_a_listener_that_stands_still_holds_up_its_peer() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        FrameBench.Line line = bench().connect(standingStill(released));
        int each = 64 * 1024;
        int count = FLOOD_BYTES / each;
        AtomicInteger written = new AtomicInteger();
        Thread peer = Elsewhere.start(() -> {
            byte[] frame = WireFrame.encode(true, WireFrame.BINARY, new byte[each]);
            while (written.get() < count && line.visitor().tryRaw(frame)) {
                written.incrementAndGet();
            }
        });
        try {
            int looksWithoutChange = 0;
            for (int seen = -1; looksWithoutChange < STANDSTILL_LOOKS && written.get() < count; ) {
                peer.join(Math.max(20, bench().afterwards().toMillis() / STANDSTILL_LOOKS));
                looksWithoutChange = written.get() == seen ? looksWithoutChange + 1 : 0;
                seen = written.get();
            }
            assertThat(written.get())
                    .as("messages taken of " + count + " while the first is being delivered")
                    .isLessThan(count);
        } finally {
            released.countDown();
            line.visitor().reset();
        }
    }

    @Rule(
            number = "FT-31",
            says = "what came while a listener stood still comes afterwards, in order and whole",
            because = "to be slow for a while is no reason to lose anything")
    default void ft31_what_came_while_a_listener_stood_still_comes_afterwards() {
        CountDownLatch released = new CountDownLatch(1);
        FrameBench.Line line = bench().connect(standingStill(released));
        List<String> sent = IntStream.range(0, 500)
                .mapToObj(i -> i + " " + "x".repeat(1_000))
                .toList();
        try {
            line.visitor().text("stop here");
            assertThat(line.listener().hasMessagesWithin(bench().patience(), 1)).isTrue();
            // What fits into no buffer waits at the peer's side, and so on a thread of its own.
            Elsewhere.run(() -> sent.forEach(line.visitor()::text))
                    .completeOnTimeout(null, 200, TimeUnit.MILLISECONDS)
                    .join();
        } finally {
            released.countDown();
        }

        assertThat(line.listener().hasMessagesWithin(bench().patience(), 1 + sent.size()))
                .isTrue();
        assertThat(line.listener().messages().subList(1, 1 + sent.size())).isEqualTo(sent);
    }

    /** Returns a listener that does not come back from its first message until it is released. */
    private static RecordingListener standingStill(CountDownLatch released) {
        AtomicInteger messages = new AtomicInteger();
        return new RecordingListener(call -> {
            if ((call.equals("text") || call.equals("binary")) && messages.getAndIncrement() == 0) {
                try {
                    released.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    @Rule(
            number = "FT-32",
            says = "silence ends nothing: a connection on which nobody says anything stays open and works",
            because = "what silence means is the session's to decide, and a timeout for the handshake ends with it")
    default void ft32_silence_ends_nothing() {
        bench().giveUpConnectingSoon();
        FrameBench.Line line = bench().connect();

        assertThat(line.listener().hasEndedWithin(SILENCE)).isFalse();

        line.visitor().text("still here");
        assertThat(line.listener().hasMessagesWithin(bench().patience(), 1)).isTrue();
        line.connection().send("so am I");
        assertThat(line.visitor().nextFrame().text()).isEqualTo("so am I");
    }
}

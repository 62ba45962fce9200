package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.CloseReason;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.Treatment;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.port.EventSink;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Some streams are only to be open.
class AccountStreamTest {

    private final StreamBench bench = new StreamBench();
    private final FakeFrames frames = bench.frames;
    private final FakeListenKeys listenKeys = bench.listenKeys;
    private final QueueingSink sink = bench.sink;

    @Test
    void a_stream_connects_with_its_key_subscribes_and_delivers() throws Exception {
        try (AccountStream stream = bench.builder().open()) {
            FakeFrames.Line line = bench.goesLive();
            assertThat(line.endpoint)
                    .isEqualTo(URI.create("ws://127.0.0.1:9/market?listenKey=" + FakeListenKeys.KEY.value()));
            assertThat(sink.next(StreamNotice.Connected.class).epoch()).isEqualTo(1);
            assertThat(sink.next(StreamNotice.Subscribed.class).channel()).isEqualTo(Channel.ORDERS);
            line.listener.text("{\"e\":\"SOMETHING_NEW\"}");
            assertThat(sink.next(Unrecognized.class).kind()).isEqualTo("SOMETHING_NEW");
            assertThat(stream.state()).isEqualTo(StreamState.REPAIRING);
        }
        assertThat(sink.next(StreamNotice.Closed.class).refusal()).isEmpty();
    }

    @Test
    void a_lost_connection_is_announced_and_made_again() throws Exception {
        try (AccountStream stream = bench.builder().open()) {
            bench.goesLive().cut();
            sink.next(StreamNotice.Connected.class);
            sink.next(StreamNotice.Subscribed.class);
            assertThat(sink.next(StreamNotice.GapOpened.class).reason()).isEqualTo(GapReason.CONNECTION_LOST);
            assertThat(sink.next(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.LOST);
            bench.goesLive();
            assertThat(sink.next(StreamNotice.Connected.class).epoch()).isEqualTo(2);
            assertThat(stream.state()).isIn(StreamState.SUBSCRIBING, StreamState.REPAIRING);
        }
    }

    @Test
    void heartbeats_are_answered_while_the_sink_is_busy() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        EventSink stuck = new QueueingSink() {
            @Override
            public void notice(StreamNotice notice) {
                busy.countDown();
                Latches.await(mayGoOn);
            }
        };
        try (AccountStream stream = bench.builder().sink(stuck).open()) {
            FakeFrames.Line line = bench.goesLive();
            Latches.await(busy);
            line.listener.text("Ping");
            assertThat(line.nextSent()).isEqualTo("Pong");
            mayGoOn.countDown();
        }
    }

    @Test
    void a_sink_that_takes_nothing_meets_a_gap_right_behind_the_events_it_was_kept() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        QueueingSink stuck = new QueueingSink() {
            @Override
            public void event(AccountEvent event) {
                Latches.await(mayGoOn);
                super.event(event);
            }
        };
        try (AccountStream stream = bench.builder().sink(stuck).eventsMax(3).open()) {
            FakeFrames.Line line = bench.goesLive();
            for (int i = 0; i < 10; i++) {
                line.listener.text("{\"e\":\"N" + i + "\"}");
            }
            line.listener.text("Ping");
            assertThat(line.nextSent()).as("everything before has been decided").isEqualTo("Pong");
            mayGoOn.countDown();
            stuck.next(StreamNotice.Connected.class);
            stuck.next(StreamNotice.Subscribed.class);
            int kept = 0;
            Object call = FakeFrames.taken(stuck.calls, "an event");
            while (call instanceof Unrecognized event) {
                assertThat(event.kind()).isEqualTo("N" + kept);
                kept++;
                call = FakeFrames.taken(stuck.calls, "an event or the gap");
            }
            assertThat(kept).as("three in the queue and the one in the sink").isBetween(3, 4);
            assertThat(call)
                    .isInstanceOfSatisfying(
                            StreamNotice.GapOpened.class,
                            gap -> assertThat(gap.reason()).isEqualTo(GapReason.OVERFLOW));
        }
    }

    @Test
    void a_refusal_that_is_final_ends_the_stream_and_says_why() throws Exception {
        Refusal refusal = new Refusal(
                OptionalInt.of(100413),
                OptionalInt.of(200),
                "Incorrect apiKey",
                "wrong key",
                "check it",
                Treatment.FATAL,
                Optional.empty());
        listenKeys.answer = new Outcome.Refused<>(refusal);
        try (AccountStream stream = bench.builder().open()) {
            assertThat(stream.awaitClosed().refusal()).contains(refusal);
            assertThat(stream.state()).isEqualTo(StreamState.CLOSED);
        }
        assertThat(sink.next(StreamNotice.Closed.class).refusal()).contains(refusal);
        assertThat(sink.calls).isEmpty();
    }

    @Test
    void closing_cuts_the_connection_is_idempotent_and_leaves_no_thread() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        AccountStream stream = bench.builder().open();
        FakeFrames.Line line = bench.goesLive();
        stream.close();
        stream.close();
        assertThat(stream.state()).isEqualTo(StreamState.CLOSED);
        assertThat(stream.awaitClosed().refusal()).isEmpty();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("bingx-stream-") && !before.contains(thread)) {
                // Its executor has terminated; only the thread's very last steps may be left.
                thread.join(20_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        line.awaitOver();
    }

    @Test
    void a_stream_can_be_closed_from_within_its_sink() throws Exception {
        AtomicReference<AccountStream> self = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        EventSink closing = new QueueingSink() {
            @Override
            public void event(AccountEvent event) {
                self.get().close();
                closed.countDown();
            }
        };
        self.set(bench.builder().sink(closing).open());
        bench.goesLive().listener.text("{\"e\":\"STOP\"}");
        Latches.await(closed);
        assertThat(self.get().state()).isEqualTo(StreamState.CLOSED);
    }

    @Test
    void a_stream_can_be_closed_before_it_has_connected() throws Exception {
        AccountStream stream = bench.builder().open();
        FakeFrames.Line line = frames.nextLine();
        stream.close();
        line.listener.opened();
        assertThat(sink.next(StreamNotice.Closed.class).refusal()).isEmpty();
        assertThat(sink.calls).isEmpty();
    }

    @Test
    void closing_on_an_interrupted_thread_still_cuts_the_connection() throws Exception {
        AccountStream stream = bench.builder().open();
        FakeFrames.Line line = bench.goesLive();
        Thread.currentThread().interrupt();
        stream.close();
        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        line.awaitOver();
        assertThat(stream.awaitClosed().reason()).isEqualTo(CloseReason.BY_USER);
    }

    @Test
    void what_a_user_does_to_the_stage_that_tells_of_the_end_does_not_end_the_stream() throws Exception {
        try (AccountStream stream = bench.builder().open()) {
            FakeFrames.Line line = bench.goesLive();
            stream.closed().toCompletableFuture().cancel(true);
            stream.closed().toCompletableFuture().complete(StreamNotice.Closed.byUser());
            line.listener.text("Ping");
            assertThat(line.nextSent()).isEqualTo("Pong");
            assertThat(stream.closed().toCompletableFuture().isDone()).isFalse();
        }
    }

    @Test
    void large_messages_meet_a_gap_before_they_fill_the_memory() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        QueueingSink stuck = new QueueingSink() {
            @Override
            public void event(AccountEvent event) {
                Latches.await(mayGoOn);
                super.event(event);
            }
        };
        String large = "{\"e\":\"LARGE\",\"x\":\"" + "x".repeat(3 << 20) + "\"}";
        try (AccountStream stream = bench.builder().sink(stuck).open()) {
            FakeFrames.Line line = bench.goesLive();
            for (int i = 0; i < 20; i++) {
                line.listener.text(large);
                line.listener.text("Ping");
                assertThat(line.nextSent()).isEqualTo("Pong");
            }
            mayGoOn.countDown();
            int kept = 0;
            Object call = FakeFrames.taken(stuck.calls, "a call");
            while (!(call instanceof StreamNotice.GapOpened)) {
                kept += call instanceof Unrecognized ? 1 : 0;
                call = FakeFrames.taken(stuck.calls, "a call");
            }
            assertThat(kept)
                    .as("eleven of 3 MiB in the queue and the one in the sink")
                    .isBetween(11, 12);
        }
    }

    @Test
    void streams_of_two_accounts_share_one_runtime() throws Exception {
        try (StreamRuntime runtime = StreamRuntime.create()) {
            try (AccountStream one = bench.builder().runtime(runtime).open()) {
                bench.goesLive();
                FakeListenKeys ofAnother = new FakeListenKeys();
                try (AccountStream other =
                        bench.builder().listenKeys(ofAnother).runtime(runtime).open()) {
                    bench.goesLive();
                    assertThat(other.state()).isIn(StreamState.SUBSCRIBING, StreamState.REPAIRING);
                }
                assertThat(one.state()).isIn(StreamState.SUBSCRIBING, StreamState.REPAIRING);
            }
        }
    }

    @Test
    void what_is_missing_is_named_together_with_its_remedy() {
        assertThatThrownBy(() -> AccountStream.builder().open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("frames(…)");
        assertThatThrownBy(() -> AccountStream.builder().frames(frames).open()).hasMessageContaining("sink(…)");
        assertThatThrownBy(
                        () -> AccountStream.builder().frames(frames).sink(sink).open())
                .hasMessageContaining("signer(…)");
        assertThatThrownBy(() -> bench.builder()
                        .webSocket(URI.create("https://x/market"))
                        .open())
                .hasMessageContaining("ws:// or wss://");
        assertThatThrownBy(() -> bench.builder().channels().open()).hasMessageContaining("ORDERS");
        assertThatThrownBy(() -> bench.builder().eventsMax(0)).hasMessageContaining("at least one");
    }

    @Test
    void hosts_of_two_environments_are_refused() {
        assertThatThrownBy(() -> AccountStream.builder()
                        .signer(new io.github.bingxstream.rest.HmacSigner(
                                new io.github.bingxstream.domain.Credentials("a", "b")))
                        .http(request -> CompletableFuture.failedFuture(new java.io.IOException("never asked")))
                        .frames(frames)
                        .sink(sink)
                        .restHosts(URI.create("https://open-api-vst.bingx.com"))
                        .open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("webSocket(…)");
    }
}

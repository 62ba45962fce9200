package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.Unrecognized;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of the same account: one connection, and each its own sink, channels and gaps. */
@Timeout(60)
class SharedStreamsTest extends StreamsOfOneAccount {

    @Test
    void sixty_four_streams_that_open_at_once_cause_one_post_one_socket_and_one_subscription() throws Exception {
        keys.mayAnswer = new CompletableFuture<>();
        for (int i = 0; i < 64; i++) {
            open();
        }
        keys.mayAnswer.complete(null);

        FakeFrames.Line line = bench.goesLive();
        for (QueueingSink sink : sinks) {
            becomesSubscribed(sink);
        }
        line.listener.text(SOMETHING);

        for (QueueingSink sink : sinks) {
            assertThat(sink.next(Unrecognized.class).origin().epoch()).isEqualTo(1);
        }
        assertThat(keys.generations).hasValue(1);
        assertThat(line.unread()).isEmpty();
        nothingElseWasOpened();
    }

    @Test
    void sixty_four_threads_that_open_streams_on_runtimes_of_their_own_share_one_key_and_one_socket() throws Exception {
        CyclicBarrier together = new CyclicBarrier(64);
        List<Callable<AccountStream>> openings = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            QueueingSink sink = new QueueingSink();
            sinks.add(sink);
            openings.add(() -> {
                together.await();
                return bench.builder().listenKeys(keys).sink(sink).open();
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(64);
        for (Future<AccountStream> opened : threads.invokeAll(openings)) {
            streams.add(opened.get());
        }
        threads.shutdown();

        FakeFrames.Line line = bench.goesLive();
        for (QueueingSink sink : sinks) {
            becomesSubscribed(sink);
        }

        assertThat(keys.generations).hasValue(1);
        assertThat(line.unread()).isEmpty();
        nothingElseWasOpened();
    }

    @Test
    void a_heartbeat_is_answered_once() throws Exception {
        open();
        FakeFrames.Line line = bench.goesLive();
        becomesSubscribed(open());

        for (int i = 0; i < 3; i++) {
            line.listener.text("{\"ping\":\"beat-" + i + "\",\"time\":\"2026-01-01T00:00:00.000+0800\"}");
        }
        // Each stream handles these behind the heartbeats, so that both have answered when they are told.
        line.listener.text(SOMETHING);
        becomesSubscribed(sinks.get(0));
        for (QueueingSink sink : sinks) {
            sink.next(Unrecognized.class);
        }

        assertThat(line.unread()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void each_stream_hears_of_its_own_channels() throws Exception {
        open(Channel.ORDERS);
        FakeFrames.Line line = bench.goesLive();
        becomesSubscribed(sinks.get(0));
        QueueingSink balances = open(Channel.BALANCES);
        line.grant();
        becomesSubscribed(balances);

        line.listener.text("{\"e\":\"ACCOUNT_UPDATE\",\"E\":1700000000000,\"T\":1700000000000,"
                + "\"a\":{\"m\":\"DEPOSIT\",\"B\":[{\"a\":\"USDT\",\"bc\":\"1\",\"cw\":\"2\",\"wb\":\"2\"}]}}");
        line.listener.text(SOMETHING);

        assertThat(FakeFrames.taken(balances.calls, "the deposit"))
                .isInstanceOf(io.github.bingxstream.domain.AccountUpdate.class);
        sinks.get(0).next(Unrecognized.class);
    }

    @Test
    void a_channel_that_another_stream_wants_is_not_unsubscribed() throws Exception {
        open(Channel.ORDERS, Channel.BALANCES);
        FakeFrames.Line line = bench.goesLive();
        line.grant();
        QueueingSink other = open();
        becomesSubscribed(other);

        streams.get(0).unsubscribe(Channel.ORDERS);
        streams.get(0).subscribe(Channel.ORDERS);
        line.listener.text(SOMETHING);
        other.next(Unrecognized.class);
        // It hears of this behind what it did before.
        skipTo(Unrecognized.class, sinks.get(0));

        assertThat(line.unread()).noneMatch(frame -> frame.contains("unsub"));
    }

    @Test
    void a_stream_that_is_closed_leaves_the_others_their_connection_and_the_last_one_ends_it() throws Exception {
        open();
        FakeFrames.Line line = bench.goesLive();
        QueueingSink staying = open();
        becomesSubscribed(staying);

        streams.get(0).close();
        line.listener.text(SOMETHING);
        staying.next(Unrecognized.class);
        assertThat(streams.get(1).state()).isIn(StreamState.REPAIRING, StreamState.LIVE);

        streams.get(1).close();
        line.awaitOver();
    }

    @Test
    void a_sink_that_stalls_stalls_no_other_stream() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        QueueingSink stalled = new QueueingSink() {
            @Override
            public void notice(StreamNotice notice) {
                try {
                    assertThat(mayGoOn.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        streams.add(bench.builder()
                .listenKeys(keys)
                .sink(stalled)
                .runtime(runtime)
                .eventsMax(1)
                .open());
        FakeFrames.Line line = bench.goesLive();
        QueueingSink working = open();
        becomesSubscribed(working);

        for (int i = 0; i < 100; i++) {
            line.listener.text(SOMETHING);
            working.next(Unrecognized.class);
        }
        mayGoOn.countDown();
    }

    @Test
    void a_connection_that_one_stream_gives_up_is_lost_for_all_and_they_share_the_next_one() throws Exception {
        open();
        bench.goesLive();
        becomesSubscribed(sinks.get(0));
        becomesSubscribed(open());

        streams.get(0).reconnect();

        for (QueueingSink sink : sinks) {
            sink.next(StreamNotice.GapOpened.class);
        }
        assertThat(sinks.get(0).next(StreamNotice.Disconnected.class).reason())
                .isEqualTo(DisconnectReason.RECONNECT_WANTED);
        assertThat(sinks.get(1).next(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.GIVEN_UP);
        FakeFrames.Line next = bench.goesLive();
        for (QueueingSink sink : sinks) {
            becomesSubscribed(sink);
        }
        next.listener.text(SOMETHING);
        for (QueueingSink sink : sinks) {
            assertThat(sink.next(Unrecognized.class).origin().epoch()).isEqualTo(2);
        }
        assertThat(keys.generations).hasValue(2);
        nothingElseWasOpened();
    }

    @Test
    void a_channel_that_is_refused_to_one_stream_costs_its_sibling_nothing_and_is_asked_for_anew() throws Exception {
        open();
        FakeFrames.Line line = bench.goesLive();
        becomesSubscribed(sinks.get(0));
        QueueingSink refused = open(Channel.BALANCES);
        for (int i = 0; i < 2; i++) {
            line.refuse(100500);
            assertThat(skipTo(StreamNotice.Disconnected.class, refused).reason())
                    .isEqualTo(DisconnectReason.REFUSED);
            // It comes back by itself; but for these seconds its next request would wait for its turn.
            skippedSeconds.addAndGet(6);
        }
        line.grant();
        skipTo(StreamNotice.Subscribed.class, refused);

        line.listener.text(SOMETHING);

        refused.next(Unrecognized.class);
        sinks.get(0).next(Unrecognized.class);
        assertThat(keys.generations).hasValue(1);
        nothingElseWasOpened();
    }

    @Test
    void an_event_quotes_the_epoch_of_the_stream_that_it_is_told_to() throws Exception {
        open();
        bench.goesLive().cut();
        FakeFrames.Line line = bench.goesLive();
        QueueingSink late = open();
        becomesSubscribed(late);

        line.listener.text(SOMETHING);

        assertThat(late.next(Unrecognized.class).origin().epoch()).isEqualTo(1);
    }
}

package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.CloseReason;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.ListenKeyApi;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a stream makes of ports and executors that do not keep their promises. */
@SuppressWarnings("try") // Some streams are only to be open.
class AccountStreamTroubleTest {

    private final StreamBench bench = new StreamBench();
    private final QueueingSink sink = bench.sink;

    @Test
    void a_port_that_throws_is_a_failure_like_any_other() throws Exception {
        ListenKeyApi throwing = new FakeListenKeys() {
            @Override
            public CompletionStage<Outcome<ListenKey>> generate() {
                throw new IllegalStateException("https://host/?signature=secret");
            }
        };
        try (AccountStream stream = bench.builder().listenKeys(throwing).open()) {
            StreamNotice.Disconnected notice = sink.next(StreamNotice.Disconnected.class);
            assertThat(notice.reason()).isEqualTo(DisconnectReason.LOCAL_FAILURE);
            assertThat(notice.detail()).contains("IllegalStateException").doesNotContain("secret");
        }
    }

    @Test
    void a_transport_that_throws_is_a_failure_like_any_other() throws Exception {
        FrameTransport throwing = (endpoint, listener) -> {
            throw new IllegalArgumentException(endpoint.toString());
        };
        try (AccountStream stream = bench.builder().frames(throwing).open()) {
            StreamNotice.Disconnected notice = sink.next(StreamNotice.Disconnected.class);
            assertThat(notice.reason()).isEqualTo(DisconnectReason.LOCAL_FAILURE);
            assertThat(notice.detail()).doesNotContain(FakeListenKeys.KEY.value());
        }
    }

    @Test
    void a_scheduler_shut_down_under_the_stream_cuts_the_connection_and_blocks_nobody() throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (StreamRuntime runtime =
                StreamRuntime.builder().scheduler(scheduler).build()) {
            AccountStream stream = bench.builder().runtime(runtime).open();
            FakeFrames.Line line = bench.goesLive();
            sink.next(StreamNotice.Connected.class);
            sink.next(StreamNotice.Subscribed.class);
            StreamBench.letSettle(scheduler);
            scheduler.shutdownNow();
            stream.close();
            assertThat(stream.awaitClosed().reason()).isEqualTo(CloseReason.BROKEN);
            assertThat(stream.state()).isEqualTo(StreamState.CLOSED);
            line.awaitOver();
        }
    }

    @Test
    void a_port_that_throws_an_error_ends_the_stream_aloud_instead_of_leaving_it_for_dead() throws Exception {
        ListenKeyApi throwing = new FakeListenKeys() {
            @Override
            public CompletionStage<Outcome<ListenKey>> generate() {
                throw new LinkageError("a jar is missing");
            }
        };
        AtomicReference<Throwable> reported = new AtomicReference<>();
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "session-of-the-test");
            thread.setUncaughtExceptionHandler((where, failure) -> reported.set(failure));
            return thread;
        });
        try (StreamRuntime runtime =
                        StreamRuntime.builder().scheduler(scheduler).build();
                AccountStream stream =
                        bench.builder().runtime(runtime).listenKeys(throwing).open()) {
            assertThat(stream.awaitClosed().detail()).contains("LinkageError");
            assertThat(stream.state()).isEqualTo(StreamState.CLOSED);
            assertThat(sink.next(StreamNotice.Closed.class).reason()).isEqualTo(CloseReason.BROKEN);
        } finally {
            scheduler.shutdown();
        }
        assertThat(scheduler.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(reported.get()).isInstanceOf(LinkageError.class);
    }

    @Test
    void a_port_that_answers_with_nothing_is_a_failure_like_any_other() throws Exception {
        ListenKeyApi silent = new FakeListenKeys() {
            @Override
            public CompletionStage<Outcome<ListenKey>> generate() {
                return null;
            }
        };
        try (AccountStream stream = bench.builder().listenKeys(silent).open()) {
            assertThat(sink.next(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.LOCAL_FAILURE);
        }
    }

    @Test
    void a_delivery_executor_that_is_full_for_a_while_loses_nothing() throws Exception {
        AtomicInteger refusals = new AtomicInteger(3);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (StreamRuntime runtime = StreamRuntime.builder()
                        .deliveries(task -> {
                            if (refusals.getAndDecrement() > 0) {
                                throw new RejectedExecutionException("full");
                            }
                            threads.execute(task);
                        })
                        .build();
                AccountStream stream = bench.builder().runtime(runtime).open()) {
            bench.goesLive();
            sink.next(StreamNotice.Connected.class);
            sink.next(StreamNotice.Subscribed.class);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_delivery_executor_that_was_shut_down_ends_the_stream() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        threads.shutdown();
        try (StreamRuntime runtime = StreamRuntime.builder().deliveries(threads).build();
                AccountStream stream = bench.builder()
                        .runtime(runtime)
                        // Nobody delivers what waits, so close() waits until its patience ends.
                        .closePatience(AccountStream.CLOSE_PATIENCE)
                        .open()) {
            assertThat(stream.awaitClosed().detail()).contains("delivery executor");
        }
    }
}

package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.CloseReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.port.CheckpointStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sink that never blocks is called where the session runs. */
@Timeout(60)
class SinkInPlaceTest {

    private static final String SOMETHING = "{\"e\":\"SOMETHING_NEW\"}";

    private final StreamBench bench = new StreamBench();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService deliveries = Executors.newSingleThreadExecutor();
    private final StreamRuntime runtime =
            StreamRuntime.builder().scheduler(scheduler).deliveries(deliveries).build();
    private AccountStream stream;
    private FakeFrames.Line line;

    @AfterEach
    void ends() {
        stream.close();
        scheduler.shutdown();
        deliveries.shutdown();
        runtime.close();
    }

    /** Opens a stream that has nothing to do. */
    private void open(QueueingSink sink) throws Exception {
        stream = bench.builder()
                .sink(sink)
                .sinkNeverBlocks(true)
                .runtime(runtime)
                .open();
        line = bench.goesLive();
        sink.next(StreamNotice.Connected.class);
        sink.next(StreamNotice.Subscribed.class);
        StreamBench.letSettle(scheduler);
    }

    @Test
    void it_is_called_by_whoever_brings_the_message_before_he_goes() throws Exception {
        List<Thread> callers = new CopyOnWriteArrayList<>();
        open(new QueueingSink() {
            @Override
            public void event(AccountEvent event) {
                callers.add(Thread.currentThread());
            }
        });

        line.listener.text(SOMETHING);

        assertThat(callers).containsExactly(Thread.currentThread());
    }

    @Test
    void what_it_throws_costs_nobody_the_next_event() throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((where, failure) -> reported.add(failure));
        try {
            QueueingSink sink = new QueueingSink() {
                @Override
                public void event(AccountEvent event) {
                    super.event(event);
                    throw new IllegalStateException("thrown by the test");
                }
            };
            open(sink);

            line.listener.text(SOMETHING);
            line.listener.text(SOMETHING);

            sink.next(Unrecognized.class);
            sink.next(Unrecognized.class);
            assertThat(reported).hasSize(2);
            assertThat(stream.status().counters().sinkFailures()).isEqualTo(2);
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }
    }

    private QueueingSink closing() {
        return new QueueingSink() {
            @Override
            public void event(AccountEvent event) {
                super.event(event);
                stream.close();
            }
        };
    }

    @Test
    void it_may_close_its_stream_and_hears_nothing_more() throws Exception {
        QueueingSink sink = closing();
        open(sink);

        line.listener.text(SOMETHING);
        line.listener.text(SOMETHING);

        assertThat(sink.next(Unrecognized.class).kind()).isEqualTo("SOMETHING_NEW");
        assertThat(stream.awaitClosed().reason()).isEqualTo(CloseReason.BY_USER);
        assertThat(stream.state()).isEqualTo(StreamState.CLOSED);
        line.awaitOver();
        assertThat(sink.calls).isEmpty();
    }

    @Test
    void it_may_close_its_stream_though_no_thread_is_left_to_do_so() throws Exception {
        QueueingSink sink = closing();
        open(sink);
        deliveries.shutdown();

        line.listener.text(SOMETHING);

        sink.next(Unrecognized.class);
        stream.awaitClosed();
        line.awaitOver();
        assertThat(sink.calls).isEmpty();
    }

    @Test
    void a_store_cannot_be_had_beside_it() {
        CheckpointStore store = new CheckpointStore() {
            @Override
            public Optional<Checkpoint> load() {
                return Optional.empty();
            }

            @Override
            public void save(Checkpoint checkpoint) {
                throw new AssertionError("saved in place");
            }
        };
        AccountStreamBuilder both = bench.builder().sinkNeverBlocks(true).checkpoints(store);

        assertThatThrownBy(both::open).isInstanceOf(IllegalStateException.class).hasMessageContaining("leave one of");
        stream = bench.builder().open();
    }
}

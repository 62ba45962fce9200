package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;

/** Streams of one account: the test is the exchange, and sees what reaches each sink. */
abstract class StreamsOfOneAccount {

    static final String SOMETHING = "{\"e\":\"SOMETHING_NEW\"}";

    /** With this seed no key is extended by itself in the first 25 s. */
    private static final long SEED = 14;

    final StreamBench bench = new StreamBench();
    final CountingKeys keys = new CountingKeys();
    final AtomicLong skippedSeconds = new AtomicLong();
    final StreamRuntime runtime = StreamRuntime.builder()
            .seeds(() -> SEED)
            .ticker(() -> new Moment(System.nanoTime()).plus(Duration.ofSeconds(skippedSeconds.get())))
            .build();
    final List<AccountStream> streams = new ArrayList<>();
    final List<QueueingSink> sinks = new ArrayList<>();

    @AfterEach
    void closeAll() {
        streams.forEach(AccountStream::close);
        runtime.close();
    }

    QueueingSink open(Channel... channels) {
        QueueingSink sink = new QueueingSink();
        sinks.add(sink);
        streams.add(bench.builder()
                .listenKeys(keys)
                .sink(sink)
                .runtime(runtime)
                .channels(channels)
                .open());
        return sink;
    }

    QueueingSink open() {
        return open(Channel.ORDERS);
    }

    static void becomesSubscribed(QueueingSink sink) throws InterruptedException {
        sink.next(StreamNotice.Connected.class);
        sink.next(StreamNotice.Subscribed.class);
    }

    static <T> T skipTo(Class<T> type, QueueingSink sink) throws InterruptedException {
        Object call = FakeFrames.taken(sink.calls, "a call to the sink, " + type.getSimpleName());
        while (!type.isInstance(call)) {
            call = FakeFrames.taken(sink.calls, "a call to the sink, " + type.getSimpleName());
        }
        return type.cast(call);
    }

    void nothingElseWasOpened() {
        assertThat(bench.frames.lines()).isEmpty();
    }
}

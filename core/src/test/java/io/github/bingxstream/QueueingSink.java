package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Queues what it is told for the test to take; but for the gap that every stream begins with. */
class QueueingSink implements EventSink {
    final BlockingQueue<Object> calls = new LinkedBlockingQueue<>();

    @Override
    public void event(AccountEvent event) {
        calls.add(event);
    }

    @Override
    public void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.GapOpened gap && gap.reason() == GapReason.STARTING) {
            return;
        }
        calls.add(notice);
    }

    <T> T next(Class<T> type) throws InterruptedException {
        Object call = FakeFrames.taken(calls, "a call to the sink, " + type.getSimpleName());
        assertThat(call).isInstanceOf(type);
        return type.cast(call);
    }
}

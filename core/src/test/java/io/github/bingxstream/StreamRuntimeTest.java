package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.rest.RequestBudget;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamRuntimeTest {

    /** The collector runs when it likes. */
    private static final Duration LONG = Duration.ofSeconds(40);

    private static StreamRuntime runtime(RequestBudget budget) {
        return StreamRuntime.builder().budget(budget).build();
    }

    @Test
    void runtimes_with_one_budget_take_turns_with_each_other() {
        RequestBudget budget = new RequestBudget();
        try (StreamRuntime one = runtime(budget);
                StreamRuntime another = runtime(budget);
                StreamRuntime apart = runtime(new RequestBudget())) {
            assertThat(one.turns()).isSameAs(another.turns()).isNotSameAs(apart.turns());
        }
    }

    @Test
    void many_sinks_that_block_hold_up_no_other_account() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        List<AccountStream> streams = new ArrayList<>();
        try (StreamRuntime shared = StreamRuntime.create()) {
            for (int i = 0; i < 30; i++) {
                StreamBench each = new StreamBench();
                streams.add(each.builder()
                        .runtime(shared)
                        .sink(new Blocking(mayGoOn))
                        .open());
                var unused = each.goesLive();
            }
            StreamBench other = new StreamBench();
            streams.add(other.builder().runtime(shared).open());
            FakeFrames.Line line = other.goesLive();
            other.sink.next(StreamNotice.Connected.class);
            other.sink.next(StreamNotice.Subscribed.class);
            for (int i = 0; i < 100; i++) {
                line.listener.text("{\"e\":\"SOMETHING_NEW\"}");
                other.sink.next(Unrecognized.class);
            }
            mayGoOn.countDown();
            streams.forEach(AccountStream::close);
        }
    }

    private static final class Blocking extends QueueingSink {
        private final CountDownLatch mayGoOn;

        Blocking(CountDownLatch mayGoOn) {
            this.mayGoOn = mayGoOn;
        }

        @Override
        public void notice(StreamNotice notice) {
            try {
                assertThat(mayGoOn.await(50, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void a_budget_that_nobody_uses_any_more_is_forgotten_with_the_turns_before_it() throws Exception {
        WeakReference<RequestBudget> budget = closed();
        for (long end = System.nanoTime() + LONG.toNanos(); budget.get() != null && System.nanoTime() < end; ) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(budget.get()).isNull();
    }

    /** In a method of its own, so that nothing is left of it on the stack. */
    private static WeakReference<RequestBudget> closed() {
        RequestBudget budget = new RequestBudget();
        runtime(budget).close();
        return new WeakReference<>(budget);
    }
}

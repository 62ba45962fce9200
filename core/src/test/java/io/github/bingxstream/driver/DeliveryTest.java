package io.github.bingxstream.driver;

import static io.github.bingxstream.driver.DeliveryBench.NEVER;
import static io.github.bingxstream.driver.DeliveryBench.event;
import static io.github.bingxstream.driver.DeliveryBench.subscribed;
import static io.github.bingxstream.driver.DeliveryBench.uncaughtFrom;
import static io.github.bingxstream.driver.DeliveryBench.whenReady;
import static io.github.bingxstream.driver.DeliveryBench.whenRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.driver.DeliveryBench.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is queued reaches the sink: one at a time, in order, within bounds. */
class DeliveryTest {

    private final DeliveryBench.Later later = new DeliveryBench.Later();
    private final DeliveryBench.Recording sink = new DeliveryBench.Recording();
    private final Delivery delivery = new Delivery(sink, null, later, NEVER, 4);

    @Test
    void events_and_notices_arrive_in_the_order_in_which_they_were_queued() {
        delivery.event(event("a"), 100);
        delivery.notice(subscribed());
        delivery.event(event("b"), 100);
        later.runAll();
        assertThat(sink.calls).containsExactly("a", "Subscribed", "b");
    }

    @Test
    void long_queues_are_delivered_whole() {
        Delivery wide = new Delivery(sink, null, later, NEVER, 1_000);
        for (int i = 0; i < 1_000; i++) {
            wide.event(event("" + i), 100);
        }
        later.runAll();
        assertThat(sink.calls).hasSize(1_000).startsWith("0", "1").endsWith("998", "999");
    }

    @Test
    void a_queue_says_once_that_it_is_full_and_still_takes_what_was_decided_before() {
        for (int i = 0; i < 3; i++) {
            assertThat(delivery.event(event("" + i), 100)).isFalse();
        }
        assertThat(delivery.event(event("3"), 100)).isTrue();
        assertThat(delivery.event(event("4"), 100)).isFalse();
        later.runAll();
        assertThat(sink.calls).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void a_queue_that_was_full_says_that_half_of_it_is_free_again() {
        AtomicInteger ready = new AtomicInteger();
        List<Integer> callsWhenReady = new ArrayList<>();
        Delivery[] self = new Delivery[1];
        self[0] = new Delivery(
                sink,
                null,
                later,
                whenReady(() -> {
                    ready.incrementAndGet();
                    callsWhenReady.add(sink.calls.size());
                }),
                4);
        for (int i = 0; i < 4; i++) {
            self[0].event(event("" + i), 100);
        }
        later.runAll();
        assertThat(ready).hasValue(1);
        assertThat(callsWhenReady).as("two of four are left").containsExactly(1);
        for (int i = 0; i < 3; i++) {
            assertThat(self[0].event(DeliveryBench.event("more"), 100)).isFalse();
        }
        assertThat(self[0].event(DeliveryBench.event("more"), 100))
                .as("a new episode")
                .isTrue();
    }

    @Test
    void large_events_fill_the_queue_whatever_their_number() {
        Delivery wide = new Delivery(sink, null, later, NEVER, 1_000);
        assertThat(wide.event(event("half"), 16 << 20)).isFalse();
        assertThat(wide.event(event("whole"), 16 << 20)).isTrue();
    }

    @Test
    void notices_have_a_limit_too_and_those_of_gaps_and_the_last_one_are_above_it() {
        for (int i = 0; i < Delivery.NOTICES_MAX + 5; i++) {
            delivery.notice(subscribed());
        }
        delivery.notice(new StreamNotice.GapOpened(1, GapReason.OVERFLOW, Instant.EPOCH));
        delivery.notice(StreamNotice.Closed.byUser());
        later.runAll();
        assertThat(sink.calls).hasSize(Delivery.NOTICES_MAX + 2).endsWith("GapOpened", "Closed");
        assertThat(delivery.dropped()).isEqualTo(5);
    }

    @Test
    void a_sink_that_throws_is_called_again_and_its_failure_reaches_the_threads_handler() throws Exception {
        Recording throwing = new Recording() {
            @Override
            public void event(AccountEvent event) {
                super.event(event);
                throw new AssertionError("sink is broken");
            }
        };
        Delivery broken = new Delivery(throwing, null, later, NEVER, 4);
        broken.event(event("a"), 100);
        broken.event(event("b"), 100);
        List<Throwable> reported = uncaughtFrom(later::runAll);
        assertThat(throwing.calls).containsExactly("a", "b");
        assertThat(reported).hasSize(2).allMatch(AssertionError.class::isInstance);
        assertThat(broken.failures()).isEqualTo(2);
    }

    @Test
    void what_is_taken_at_a_time_is_bounded_in_bytes_too() {
        AtomicInteger called = new AtomicInteger();
        Delivery[] self = new Delivery[1];
        List<Boolean> filled = new ArrayList<>();
        Recording first = new Recording() {
            @Override
            public void event(AccountEvent event) {
                if (called.incrementAndGet() == 1) {
                    // One of 31 MiB has been taken, and all others wait.
                    filled.add(self[0].event(DeliveryBench.event("more"), (2 << 20) - 1));
                    filled.add(self[0].event(DeliveryBench.event("more"), 1));
                }
            }
        };
        self[0] = new Delivery(first, null, later, NEVER, 1_000);
        for (int i = 0; i < 31; i++) {
            assertThat(self[0].event(event("" + i), 1 << 20)).isFalse();
        }
        later.runAll();
        assertThat(called).hasValue(33);
        assertThat(filled).containsExactly(false, true);
    }

    @Test
    void an_executor_that_refuses_a_task_delays_and_loses_nothing() {
        AtomicBoolean full = new AtomicBoolean(true);
        AtomicInteger refused = new AtomicInteger();
        Delivery bounded = new Delivery(
                sink,
                null,
                task -> {
                    if (full.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                },
                whenRefused(refused::incrementAndGet),
                4);
        bounded.event(event("a"), 100);
        bounded.event(event("b"), 100);
        assertThat(refused).hasValue(2);
        full.set(false);
        bounded.resume();
        assertThat(sink.calls).containsExactly("a", "b");
    }
}

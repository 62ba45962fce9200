package io.github.bingxstream.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.port.EventSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final Moment NOW = new Moment(1);

    /** Runs what it is given when it is told to. */
    private static final class Later implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void runAll() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }

    /** Writes down what it is told. */
    private static class Recording implements EventSink {
        final List<String> calls = new ArrayList<>();

        @Override
        public void event(AccountEvent event) {
            calls.add(((Unrecognized) event).message());
        }

        @Override
        public void notice(StreamNotice notice) {
            calls.add(notice.getClass().getSimpleName());
        }
    }

    private final Later later = new Later();
    private final Recording sink = new Recording();
    private final Delivery delivery = new Delivery(sink, later, DeliveryTest::never, 4);

    @Test
    void events_and_notices_arrive_in_the_order_in_which_they_were_queued() {
        delivery.event(event("a"), 100, NOW);
        delivery.notice(subscribed(), NOW);
        delivery.event(event("b"), 100, NOW);
        later.runAll();
        assertThat(sink.calls).containsExactly("a", "Subscribed", "b");
    }

    @Test
    void long_queues_are_delivered_whole() {
        Delivery wide = new Delivery(sink, later, DeliveryTest::never, 1_000);
        for (int i = 0; i < 1_000; i++) {
            wide.event(event("" + i), 100, NOW);
        }
        later.runAll();
        assertThat(sink.calls).hasSize(1_000).startsWith("0", "1").endsWith("998", "999");
    }

    @Test
    void a_full_queue_refuses_events_and_reports_the_first_refusal_only() {
        for (int i = 0; i < 4; i++) {
            assertThat(delivery.event(event("" + i), 100, NOW)).isEmpty();
        }
        assertThat(delivery.event(event("lost"), 100, new Moment(7))).contains(new Moment(7));
        assertThat(delivery.event(event("lost too"), 100, new Moment(8))).isEmpty();
        later.runAll();
        assertThat(sink.calls).containsExactly("0", "1", "2", "3");
        assertThat(delivery.dropped()).isEqualTo(2);
    }

    @Test
    void a_queue_that_was_full_takes_events_again_when_half_of_it_is_free() {
        for (int i = 0; i < 5; i++) {
            delivery.event(event("" + i), 100, NOW);
        }
        later.runAll();
        assertThat(delivery.event(event("again"), 100, NOW)).isEmpty();
        for (int i = 0; i < 3; i++) {
            delivery.event(event("more"), 100, NOW);
        }
        assertThat(delivery.event(event("lost"), 100, new Moment(9)))
                .as("a new episode")
                .contains(new Moment(9));
    }

    @Test
    void the_notice_of_the_gap_finds_room_where_the_events_did_not() {
        for (int i = 0; i < 5; i++) {
            delivery.event(event("" + i), 100, NOW);
        }
        delivery.notice(subscribed(), NOW);
        later.runAll();
        assertThat(sink.calls).endsWith("3", "Subscribed");
    }

    @Test
    void notices_have_a_limit_too_and_the_last_one_is_above_it() {
        for (int i = 0; i < Delivery.NOTICES_MAX + 5; i++) {
            delivery.notice(subscribed(), NOW);
        }
        delivery.notice(StreamNotice.Closed.byUser(), NOW);
        later.runAll();
        assertThat(sink.calls).hasSize(Delivery.NOTICES_MAX + 1).endsWith("Closed");
        assertThat(delivery.dropped()).isEqualTo(5);
    }

    @Test
    void a_sink_that_throws_is_called_again_and_its_failure_reaches_the_threads_handler() throws Exception {
        List<Throwable> reported = new ArrayList<>();
        Recording throwing = new Recording() {
            @Override
            public void event(AccountEvent event) {
                super.event(event);
                throw new AssertionError("sink is broken");
            }
        };
        Delivery broken = new Delivery(throwing, later, DeliveryTest::never, 4);
        broken.event(event("a"), 100, NOW);
        broken.event(event("b"), 100, NOW);
        Thread thread = new Thread(later::runAll);
        thread.setUncaughtExceptionHandler((where, failure) -> reported.add(failure));
        thread.start();
        thread.join();
        assertThat(throwing.calls).containsExactly("a", "b");
        assertThat(reported).hasSize(2).allMatch(AssertionError.class::isInstance);
        assertThat(broken.failures()).isEqualTo(2);
    }

    @Test
    void finishing_waits_for_what_is_queued() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Recording slow = new Recording() {
            @Override
            public void event(AccountEvent event) {
                await(mayGoOn);
                super.event(event);
            }
        };
        Delivery threaded = new Delivery(slow, task -> new Thread(task).start(), DeliveryTest::never, 4);
        threaded.event(event("a"), 100, NOW);
        threaded.event(event("b"), 100, NOW);
        Thread finisher = new Thread(() -> threaded.finish(System.nanoTime() + PATIENCE));
        finisher.start();
        mayGoOn.countDown();
        finisher.join();
        assertThat(slow.calls).containsExactly("a", "b");
    }

    @Test
    void finishing_gives_up_on_a_sink_that_blocks_and_no_call_begins_afterwards() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Recording stuck = new Recording() {
            @Override
            public void event(AccountEvent event) {
                entered.countDown();
                await(mayGoOn);
                super.event(event);
            }
        };
        List<Thread> threads = new ArrayList<>();
        Delivery threaded = new Delivery(
                stuck,
                task -> {
                    Thread thread = new Thread(task);
                    threads.add(thread);
                    thread.start();
                },
                DeliveryTest::never,
                4);
        threaded.event(event("a"), 100, NOW);
        threaded.event(event("b"), 100, NOW);
        await(entered);
        threaded.finish(System.nanoTime());
        mayGoOn.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(stuck.calls).containsExactly("a");
    }

    @Test
    void finishing_from_within_the_sink_does_not_wait_for_itself() {
        Delivery[] self = new Delivery[1];
        Recording closing = new Recording() {
            @Override
            public void event(AccountEvent event) {
                super.event(event);
                self[0].finish(System.nanoTime() + PATIENCE);
            }
        };
        self[0] = new Delivery(closing, later, DeliveryTest::never, 4);
        self[0].event(event("a"), 100, NOW);
        self[0].event(event("b"), 100, NOW);
        later.runAll();
        assertThat(closing.calls).containsExactly("a");
    }

    @Test
    void an_executor_that_refuses_a_task_delays_and_loses_nothing() {
        AtomicBoolean full = new AtomicBoolean(true);
        AtomicInteger refused = new AtomicInteger();
        Delivery bounded = new Delivery(
                sink,
                task -> {
                    if (full.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                },
                refused::incrementAndGet,
                4);
        bounded.event(event("a"), 100, NOW);
        bounded.event(event("b"), 100, NOW);
        assertThat(refused).hasValue(2);
        full.set(false);
        bounded.resume();
        assertThat(sink.calls).containsExactly("a", "b");
    }

    @Test
    void an_executor_that_was_shut_down_lets_nobody_wait_for_longer_than_allowed() {
        Delivery orphan = new Delivery(
                sink,
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                () -> {},
                4);
        orphan.event(event("a"), 100, NOW);
        orphan.finish(System.nanoTime() + 1);
        orphan.resume();
        assertThat(sink.calls).isEmpty();
    }

    @Test
    void large_events_are_refused_before_their_number_is_reached() {
        Delivery wide = new Delivery(sink, later, DeliveryTest::never, 1_000);
        int large = (int) (Delivery.BYTES_MAX / 8);
        for (int i = 0; i < 8; i++) {
            assertThat(wide.event(event("" + i), large, NOW)).isEmpty();
        }
        assertThat(wide.event(event("lost"), 1, NOW)).contains(NOW);
    }

    @Test
    void a_notice_that_finds_no_room_is_reported_and_the_notice_of_that_gap_does_find_some() {
        for (int i = 0; i < Delivery.NOTICES_MAX; i++) {
            assertThat(delivery.notice(subscribed(), NOW)).isEmpty();
        }
        assertThat(delivery.notice(subscribed(), NOW))
                .as("the first that finds no room")
                .contains(NOW);
        assertThat(delivery.notice(subscribed(), NOW)).isEmpty();
        assertThat(delivery.event(event("lost"), 100, NOW))
                .as("already reported")
                .isEmpty();
        assertThat(delivery.notice(new StreamNotice.GapOpened(1, GapReason.OVERFLOW, NOW), NOW))
                .isEmpty();
        later.runAll();
        assertThat(sink.calls).hasSize(Delivery.NOTICES_MAX + 1).endsWith("GapOpened");
    }

    @Test
    void finishing_waits_although_the_thread_was_interrupted() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Recording slow = new Recording() {
            @Override
            public void event(AccountEvent event) {
                await(mayGoOn);
                super.event(event);
            }
        };
        Delivery threaded = new Delivery(slow, task -> new Thread(task).start(), DeliveryTest::never, 4);
        threaded.event(event("a"), 100, NOW);
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread finisher = new Thread(() -> {
            Thread.currentThread().interrupt();
            threaded.finish(System.nanoTime() + PATIENCE);
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        finisher.start();
        mayGoOn.countDown();
        finisher.join();
        assertThat(slow.calls).containsExactly("a");
        assertThat(stillInterrupted).isTrue();
    }

    private static void never() {
        throw new AssertionError("the executor refuses nothing");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Unrecognized event(String message) {
        return new Unrecognized(new Origin(Provenance.STREAM, 1, "f", Optional.empty(), NOW), "", message);
    }

    private static StreamNotice subscribed() {
        return new StreamNotice.Subscribed(1, Channel.ORDERS);
    }
}

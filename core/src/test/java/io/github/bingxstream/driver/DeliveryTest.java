package io.github.bingxstream.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
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
    private final Delivery delivery = new Delivery(sink, later, 4);

    @Test
    void events_and_notices_arrive_in_the_order_in_which_they_were_queued() {
        delivery.event(event("a"), NOW);
        delivery.notice(subscribed());
        delivery.event(event("b"), NOW);
        later.runAll();
        assertThat(sink.calls).containsExactly("a", "Subscribed", "b");
    }

    @Test
    void long_queues_are_delivered_whole() {
        Delivery wide = new Delivery(sink, later, 1_000);
        for (int i = 0; i < 1_000; i++) {
            wide.event(event("" + i), NOW);
        }
        later.runAll();
        assertThat(sink.calls).hasSize(1_000).startsWith("0", "1").endsWith("998", "999");
    }

    @Test
    void a_full_queue_refuses_events_and_reports_the_first_refusal_only() {
        for (int i = 0; i < 4; i++) {
            assertThat(delivery.event(event("" + i), NOW)).isEmpty();
        }
        assertThat(delivery.event(event("lost"), new Moment(7))).contains(new Moment(7));
        assertThat(delivery.event(event("lost too"), new Moment(8))).isEmpty();
        later.runAll();
        assertThat(sink.calls).containsExactly("0", "1", "2", "3");
        assertThat(delivery.droppedEvents()).isEqualTo(2);
    }

    @Test
    void a_queue_that_was_full_takes_events_again_when_half_of_it_is_free() {
        for (int i = 0; i < 5; i++) {
            delivery.event(event("" + i), NOW);
        }
        later.runAll();
        assertThat(delivery.event(event("again"), NOW)).isEmpty();
        for (int i = 0; i < 3; i++) {
            delivery.event(event("more"), NOW);
        }
        assertThat(delivery.event(event("lost"), new Moment(9)))
                .as("a new episode")
                .contains(new Moment(9));
    }

    @Test
    void the_notice_of_the_gap_finds_room_where_the_events_did_not() {
        for (int i = 0; i < 5; i++) {
            delivery.event(event("" + i), NOW);
        }
        delivery.notice(subscribed());
        later.runAll();
        assertThat(sink.calls).endsWith("3", "Subscribed");
    }

    @Test
    void notices_have_a_limit_too_and_the_last_one_is_above_it() {
        for (int i = 0; i < Delivery.NOTICES_MAX + 5; i++) {
            delivery.notice(subscribed());
        }
        delivery.notice(new StreamNotice.Closed(Optional.empty()));
        later.runAll();
        assertThat(sink.calls).hasSize(Delivery.NOTICES_MAX + 1).endsWith("Closed");
        assertThat(delivery.droppedNotices()).isEqualTo(5);
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
        Delivery broken = new Delivery(throwing, later, 4);
        broken.event(event("a"), NOW);
        broken.event(event("b"), NOW);
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
        Delivery threaded = new Delivery(slow, task -> new Thread(task).start(), 4);
        threaded.event(event("a"), NOW);
        threaded.event(event("b"), NOW);
        Thread finisher = new Thread(() -> threaded.finish(PATIENCE));
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
                4);
        threaded.event(event("a"), NOW);
        threaded.event(event("b"), NOW);
        await(entered);
        threaded.finish(1);
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
                self[0].finish(Long.MAX_VALUE / 2);
            }
        };
        self[0] = new Delivery(closing, later, 4);
        self[0].event(event("a"), NOW);
        self[0].event(event("b"), NOW);
        later.runAll();
        assertThat(closing.calls).containsExactly("a");
    }

    @Test
    void an_executor_that_was_shut_down_lets_nobody_wait() {
        Delivery orphan = new Delivery(
                sink,
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                4);
        orphan.event(event("a"), NOW);
        orphan.finish(PATIENCE);
        assertThat(sink.calls).isEmpty();
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

package io.github.bingxstream.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.session.SessionPositions;
import java.io.IOException;
import java.time.Instant;
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
    private static final Delivery.Callbacks NEVER = whenRefused(() -> {
        throw new AssertionError("the executor takes everything");
    });

    private static Delivery.Callbacks whenRefused(Runnable refused) {
        return new Delivery.Callbacks() {
            @Override
            public void ready() {
                // Nothing to do: these tests fill no queue twice.
            }

            @Override
            public void refused() {
                refused.run();
            }
        };
    }

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
                new Delivery.Callbacks() {
                    @Override
                    public void ready() {
                        ready.incrementAndGet();
                        callsWhenReady.add(sink.calls.size());
                    }

                    @Override
                    public void refused() {
                        throw new AssertionError("the executor takes everything");
                    }
                },
                4);
        for (int i = 0; i < 4; i++) {
            self[0].event(event("" + i), 100);
        }
        later.runAll();
        assertThat(ready).hasValue(1);
        assertThat(callsWhenReady).as("two of four are left").containsExactly(1);
        for (int i = 0; i < 3; i++) {
            assertThat(self[0].event(DeliveryTest.event("more"), 100)).isFalse();
        }
        assertThat(self[0].event(DeliveryTest.event("more"), 100))
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
    void a_checkpoint_is_saved_when_the_sink_has_taken_what_it_stands_for() {
        List<String> seen = new ArrayList<>();
        CheckpointStore store = new CheckpointStore() {
            @Override
            public Optional<Checkpoint> load() {
                return Optional.empty();
            }

            @Override
            public void save(Checkpoint checkpoint) {
                seen.add(checkpoint.completeUntil() + " after " + sink.calls);
            }
        };
        Delivery saving = new Delivery(sink, store, later, NEVER, 4);
        saving.event(event("a"), 100);
        saving.position(SessionPositions.at(1));
        saving.position(SessionPositions.at(2));
        later.runAll();
        saving.event(event("b"), 100);
        saving.position(SessionPositions.at(3));
        later.runAll();
        assertThat(seen).containsExactly("1970-01-01T00:00:02Z after [a]", "1970-01-01T00:00:03Z after [a, b]");
    }

    @Test
    void a_store_that_fails_is_reported_counted_and_asked_again() throws Exception {
        List<Throwable> reported = new ArrayList<>();
        CheckpointStore broken = new CheckpointStore() {
            @Override
            public Optional<Checkpoint> load() {
                return Optional.empty();
            }

            @Override
            public void save(Checkpoint checkpoint) throws IOException {
                throw new IOException("disk full");
            }
        };
        Delivery saving = new Delivery(sink, broken, later, NEVER, 4);
        Thread thread = new Thread(() -> {
            saving.event(event("a"), 100);
            saving.position(SessionPositions.at(1));
            later.runAll();
            saving.event(event("b"), 100);
            saving.position(SessionPositions.at(2));
            later.runAll();
        });
        thread.setUncaughtExceptionHandler((where, failure) -> reported.add(failure));
        thread.start();
        thread.join();
        assertThat(sink.calls).containsExactly("a", "b");
        assertThat(reported).hasSize(2).allMatch(IOException.class::isInstance);
        assertThat(saving.saveFailures()).isEqualTo(2);
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
        List<Throwable> reported = new ArrayList<>();
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
        Delivery threaded = new Delivery(slow, null, task -> new Thread(task).start(), NEVER, 4);
        threaded.event(event("a"), 100);
        threaded.event(event("b"), 100);
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
                null,
                task -> {
                    Thread thread = new Thread(task);
                    threads.add(thread);
                    thread.start();
                },
                NEVER,
                4);
        threaded.event(event("a"), 100);
        threaded.event(event("b"), 100);
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
        self[0] = new Delivery(closing, null, later, NEVER, 4);
        self[0].event(event("a"), 100);
        self[0].event(event("b"), 100);
        later.runAll();
        assertThat(closing.calls).containsExactly("a");
    }

    @Test
    void a_checkpoint_is_saved_for_the_call_under_way_when_all_ends_and_never_for_one_that_was_not_made() {
        assertThat(savedWhenClosedWithin("a", "a", "position", "b", "position")).containsExactly(1L);
        assertThat(savedWhenClosedWithin("a", "a", "b", "position")).isEmpty();
        assertThat(savedWhenClosedWithin("b", "a", "b", "position", "c", "position"))
                .containsExactly(1L);
    }

    /** Queues so much that it is taken in one go, closes within the call for one of the events, and returns which checkpoints were saved. */
    private List<Long> savedWhenClosedWithin(String call, String... queued) {
        List<Long> saved = new ArrayList<>();
        CheckpointStore store = new CheckpointStore() {
            @Override
            public Optional<Checkpoint> load() {
                return Optional.empty();
            }

            @Override
            public void save(Checkpoint checkpoint) {
                saved.add(checkpoint.completeUntil().getEpochSecond());
            }
        };
        Delivery[] self = new Delivery[1];
        Recording closing = new Recording() {
            @Override
            public void event(AccountEvent event) {
                super.event(event);
                if (((Unrecognized) event).message().equals(call)) {
                    self[0].finish(System.nanoTime() + PATIENCE);
                }
            }
        };
        self[0] = new Delivery(closing, store, later, NEVER, 1_000);
        long positions = 0;
        for (String one : queued) {
            if (one.equals("position")) {
                self[0].position(SessionPositions.at(++positions));
            } else {
                self[0].event(event(one), 100);
            }
        }
        later.runAll();
        assertThat(closing.calls).endsWith(call);
        return saved;
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
                    filled.add(self[0].event(DeliveryTest.event("more"), (2 << 20) - 1));
                    filled.add(self[0].event(DeliveryTest.event("more"), 1));
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

    @Test
    void an_executor_that_was_shut_down_lets_nobody_wait_for_longer_than_allowed() {
        Delivery orphan = new Delivery(
                sink,
                null,
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                whenRefused(() -> {}),
                4);
        orphan.event(event("a"), 100);
        orphan.finish(System.nanoTime() + 1);
        orphan.resume();
        assertThat(sink.calls).isEmpty();
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
        Delivery threaded = new Delivery(slow, null, task -> new Thread(task).start(), NEVER, 4);
        threaded.event(event("a"), 100);
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

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Unrecognized event(String message) {
        return new Unrecognized(new Origin(Provenance.STREAM, 1, "f", Optional.empty(), new Moment(1)), "", message);
    }

    private static StreamNotice subscribed() {
        return new StreamNotice.Subscribed(1, Channel.ORDERS);
    }
}

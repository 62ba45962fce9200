package io.github.bingxstream.driver;

import static io.github.bingxstream.Latches.await;
import static io.github.bingxstream.driver.DeliveryBench.NEVER;
import static io.github.bingxstream.driver.DeliveryBench.event;
import static io.github.bingxstream.driver.DeliveryBench.subscribed;
import static io.github.bingxstream.driver.DeliveryBench.whenRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.driver.DeliveryBench.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How a queue ends: with all that waits if there is time, and with no call afterwards. */
class DeliveryEndTest {

    private final DeliveryBench.Later later = new DeliveryBench.Later();
    private final DeliveryBench.Recording sink = new DeliveryBench.Recording();

    @Test
    void finishing_waits_for_what_is_queued() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Recording slow = waitingFor(mayGoOn);
        Delivery threaded = new Delivery(slow, null, task -> new Thread(task).start(), NEVER, 4);
        threaded.event(event("a"), 100);
        threaded.event(event("b"), 100);
        Thread finisher = new Thread(() -> threaded.finish(System.nanoTime() + DeliveryBench.PATIENCE));
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
                self[0].finish(System.nanoTime() + DeliveryBench.PATIENCE);
            }
        };
        self[0] = new Delivery(closing, null, later, NEVER, 4);
        self[0].event(event("a"), 100);
        self[0].event(event("b"), 100);
        later.runAll();
        assertThat(closing.calls).containsExactly("a");
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
        Recording slow = waitingFor(mayGoOn);
        Delivery threaded = new Delivery(slow, null, task -> new Thread(task).start(), NEVER, 4);
        threaded.event(event("a"), 100);
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread finisher = new Thread(() -> {
            Thread.currentThread().interrupt();
            threaded.finish(System.nanoTime() + DeliveryBench.PATIENCE);
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        finisher.start();
        mayGoOn.countDown();
        finisher.join();
        assertThat(slow.calls).containsExactly("a");
        assertThat(stillInterrupted).isTrue();
    }

    @Test
    void nothing_is_queued_behind_the_last_notice() {
        Delivery delivery = new Delivery(sink, null, later, NEVER, 4);
        delivery.event(event("a"), 100);
        delivery.notice(StreamNotice.Closed.broken("by another thread, in the midst of a turn"));
        assertThat(delivery.event(event("b"), 100)).isFalse();
        delivery.notice(subscribed());
        delivery.notice(StreamNotice.Closed.byUser());
        later.runAll();
        assertThat(sink.calls).containsExactly("a", "Closed");
    }

    /** A sink whose events wait. */
    private static Recording waitingFor(CountDownLatch mayGoOn) {
        return new Recording() {
            @Override
            public void event(AccountEvent event) {
                await(mayGoOn);
                super.event(event);
            }
        };
    }
}

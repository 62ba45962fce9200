package io.github.bingxstream.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryPoolTest {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final DeliveryPool pool = new DeliveryPool(timer, Thread::new);

    @AfterEach
    void shutDown() {
        pool.shutdown();
        timer.shutdownNow();
    }

    @Test
    void sinks_that_have_not_waited_for_long_share_two_threads_however_many_there_are() throws InterruptedException {
        VirtualTime looks = new VirtualTime();
        DeliveryPool patient = new DeliveryPool(looks, Thread::new, Duration.ofHours(1));
        CountDownLatch mayGoOn = new CountDownLatch(1);
        for (int i = 0; i < DeliveryPool.THREADS; i++) {
            patient.execute(() -> awaitUninterruptibly(mayGoOn));
        }
        CountDownLatch done = new CountDownLatch(1_000);
        for (int i = 0; i < 1_000; i++) {
            patient.execute(done::countDown);
        }

        // The pool looks three times. What waits has done so for a moment of real time.
        looks.advance(Duration.ofHours(3));
        mayGoOn.countDown();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(patient.getLargestPoolSize()).isEqualTo(DeliveryPool.THREADS);
        patient.shutdown();
    }

    @Test
    void sinks_that_block_hold_up_nobody_else() throws InterruptedException {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            pool.execute(() -> {
                blocked.countDown();
                awaitUninterruptibly(mayGoOn);
            });
        }
        CountDownLatch other = new CountDownLatch(1);
        pool.execute(other::countDown);

        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(other.await(20, TimeUnit.SECONDS)).isTrue();
        mayGoOn.countDown();
    }

    @Test
    void what_is_too_many_may_end_when_nothing_waits_any_more() throws Exception {
        sinks_that_block_hold_up_nobody_else();

        // The pool looks every now and then, and how often until it sees that nothing waits is for the machine to say.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (pool.getCorePoolSize() > DeliveryPool.THREADS && System.nanoTime() < deadline) {
            timer.schedule(() -> true, 10, TimeUnit.MILLISECONDS).get(20, TimeUnit.SECONDS);
        }
        assertThat(pool.getCorePoolSize()).isEqualTo(DeliveryPool.THREADS);
        assertThat(pool.allowsCoreThreadTimeOut()).isTrue();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

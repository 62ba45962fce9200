package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.CloseReason;
import io.github.bingxstream.domain.StreamNotice;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On which thread a message is handled. */
@Timeout(60)
class MessageThreadTest {

    private final StreamBench bench = new StreamBench();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final StreamRuntime runtime =
            StreamRuntime.builder().scheduler(scheduler).build();
    private AccountStream stream;
    private FakeFrames.Line line;

    @BeforeEach
    void goes_live_and_has_nothing_to_do() throws Exception {
        stream = bench.builder().runtime(runtime).open();
        line = bench.goesLive();
        bench.sink.next(StreamNotice.Connected.class);
        bench.sink.next(StreamNotice.Subscribed.class);
        StreamBench.letSettle(scheduler);
    }

    @AfterEach
    void ends() {
        scheduler.shutdown();
        stream.close();
        runtime.close();
    }

    @Test
    void a_message_is_handled_on_the_thread_it_comes_by_and_wakes_no_other() throws Exception {
        CountDownLatch released = heldUp();

        line.listener.text("Ping");

        // The session has answered, though its scheduler is held up.
        assertThat(line.unread()).containsExactly("Pong");
        released.countDown();
    }

    @Test
    void a_message_to_a_session_that_is_busy_waits_for_it() throws Exception {
        CountDownLatch released = heldUp();
        // Its turn is waiting on the scheduler, and a turn is never overtaken by another.
        stream.reconnect();

        line.listener.text("Ping");

        assertThat(line.unread()).isEmpty();
        released.countDown();
        line.awaitOver();
    }

    @Test
    void the_next_message_notices_that_the_scheduler_was_shut_down() throws Exception {
        scheduler.shutdownNow();

        line.listener.text("Ping");

        assertThat(stream.awaitClosed().reason()).isEqualTo(CloseReason.BROKEN);
    }

    /** Holds the scheduler up until what is returned is counted down. */
    private CountDownLatch heldUp() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        scheduler.execute(() -> {
            held.countDown();
            awaitUninterruptibly(released);
        });
        held.await();
        return released;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

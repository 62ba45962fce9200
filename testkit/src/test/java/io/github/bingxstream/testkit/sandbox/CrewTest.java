package io.github.bingxstream.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Crew crew = new Crew("crew");

    @Test
    void whoever_has_done_his_work_but_not_ended_yet_is_waited_for() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        CountDownLatch workIsDone = new CountDownLatch(1);
        Thread member = crew.start("late", () -> {
            await(ready);
            throw new IllegalStateException("thrown on purpose: the handler is called when the work is done");
        });
        // A thread may be held up anywhere between its work and its end; this is a place where a test can hold it up.
        member.setUncaughtExceptionHandler((thread, thrown) -> {
            workIsDone.countDown();
            await(new CountDownLatch(1));
        });
        ready.countDown();
        workIsDone.await();

        crew.dismiss(LONG);

        assertThat(member.isAlive()).isFalse();
    }

    @Test
    void whoever_does_not_end_is_waited_for_no_longer_than_told() {
        CountDownLatch stubborn = new CountDownLatch(1);
        Thread member = crew.start("stubborn", () -> {
            while (stubborn.getCount() > 0) {
                await(stubborn);
            }
        });

        crew.dismiss(Duration.ofMillis(50));

        assertThat(member.isAlive()).isTrue();
        stubborn.countDown();
    }

    @Test
    void a_member_that_dismisses_the_crew_does_not_wait_for_itself() throws InterruptedException {
        CountDownLatch dismissed = new CountDownLatch(1);
        Thread member = crew.start("last", () -> {
            crew.dismiss(LONG);
            dismissed.countDown();
        });

        assertThat(dismissed.await(LONG.toMillis() / 2, TimeUnit.MILLISECONDS)).isTrue();
        member.join();
    }

    /** Until the latch opens, or whoever waits is interrupted. */
    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            return;
        }
    }
}

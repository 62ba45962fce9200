package io.github.bingxstream.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.VirtualTime;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.rest.Budgets;
import io.github.bingxstream.rest.LimitGroup;
import io.github.bingxstream.rest.RequestBudget;
import io.github.bingxstream.rest.RequestLimits;
import io.github.bingxstream.session.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnstileTest {

    private static final Duration SPACING = Duration.ofMillis(1200);

    private final VirtualTime time = new VirtualTime();
    private final Turnstile turnstile = new Turnstile(new RequestBudget(), time);
    private final List<String> came = new ArrayList<>();
    private final List<Moment> at = new ArrayList<>();

    private Turns.Ticket await(Turn turn, String account) {
        return await(turnstile, turn, account, time);
    }

    private Turns.Ticket await(Turnstile at, Turn turn, String account, ScheduledExecutorService scheduler) {
        return at.await(turn, account, scheduler, () -> {
            came.add(account);
            this.at.add(time.now());
        });
    }

    private void crowd(Turn turn, String name, int count) {
        for (int i = 0; i < count; i++) {
            await(turn, name + i);
        }
    }

    @Test
    void the_first_goes_at_once_and_the_others_evenly_in_the_order_in_which_they_came() {
        crowd(Turn.CONNECTION, "c", 1_000);
        assertThat(came).containsExactly("c0");

        time.advance(SPACING.multipliedBy(999).minusNanos(1));
        assertThat(came).hasSize(999);
        time.advance(Duration.ofNanos(1));

        assertThat(came).hasSize(1_000).startsWith("c0", "c1", "c2", "c3").endsWith("c998", "c999");
        for (int i = 1; i < at.size(); i++) {
            assertThat(at.get(i).since(at.get(i - 1))).isEqualTo(SPACING);
        }
    }

    @Test
    void the_streams_of_one_account_have_one_turn() {
        crowd(Turn.CONNECTION, "other", 2);
        for (int i = 0; i < 64; i++) {
            await(Turn.CONNECTION, "shared");
        }
        time.advance(SPACING.multipliedBy(2));
        assertThat(came).hasSize(66);
    }

    @Test
    void the_streams_of_one_account_ask_one_after_the_other_and_keep_no_other_account_waiting() {
        for (Turn turn : List.of(Turn.REPAIR, Turn.AUDIT)) {
            came.clear();
            await(turn, "first");
            for (int i = 0; i < 64; i++) {
                await(turn, "crowded");
            }
            crowd(turn, "single", 10);

            time.advance(SPACING.multipliedBy(11));
            assertThat(came)
                    .startsWith("first", "crowded", "single0", "single1")
                    .hasSize(12);
            time.advance(SPACING.multipliedBy(63));
            assertThat(came).hasSize(75);
            time.advance(SPACING);
        }
    }

    @Test
    void who_comes_while_an_account_has_its_turns_goes_before_its_next_one() {
        await(Turn.REPAIR, "first");
        for (int i = 0; i < 3; i++) {
            await(Turn.REPAIR, "crowded");
        }
        time.advance(SPACING);
        await(Turn.REPAIR, "late");
        await(Turn.REPAIR, "crowded");

        time.advance(SPACING.multipliedBy(4));

        assertThat(came).containsExactly("first", "crowded", "crowded", "late", "crowded", "crowded");
    }

    @Test
    void a_turn_that_is_given_back_costs_nobody_anything() {
        await(Turn.CONNECTION, "first");
        List<Turns.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            tickets.add(await(Turn.CONNECTION, "gone" + i));
        }
        await(Turn.CONNECTION, "stays");
        tickets.forEach(Turns.Ticket::withdraw);
        tickets.forEach(Turns.Ticket::withdraw);

        time.advance(SPACING);
        assertThat(came).containsExactly("first", "stays");
    }

    @Test
    void extensions_repairs_and_connections_do_not_wait_for_each_other() {
        crowd(Turn.CONNECTION, "c", 100);
        crowd(Turn.REPAIR, "r", 100);
        crowd(Turn.EXTENSION, "e", 2);
        assertThat(came).contains("c0", "r0", "e0");
        time.advance(SPACING);
        assertThat(came).contains("c1", "r1", "e1");
    }

    @Test
    void repairs_go_before_audits_but_keep_no_audit_waiting_for_ever() {
        crowd(Turn.AUDIT, "a", 4);
        crowd(Turn.REPAIR, "r", 20);

        time.advance(SPACING.multipliedBy(23));

        assertThat(came).hasSize(24).startsWith("a0", "r0", "r1");
        assertThat(came.indexOf("a1")).isEqualTo(10);
        assertThat(came.indexOf("a2")).isEqualTo(20);
        assertThat(came).endsWith("r18", "r19", "a3");
    }

    @Test
    void no_round_is_let_in_while_the_questions_of_those_before_wait() {
        RequestBudget budget = new RequestBudget();
        Turnstile busy = new Turnstile(budget, time);
        Moment begin = time.now();
        await(busy, Turn.REPAIR, "first", time);
        // A round that asks for ten single orders.
        for (int i = 0; i < 10; i++) {
            book(budget, LimitGroup.ORDERS);
        }
        await(busy, Turn.REPAIR, "second", time);
        time.advance(Duration.ofMinutes(1));

        assertThat(came).containsExactly("first", "second");
        // The eleventh question would go after 6 s, so that after 4.8 s two wait.
        assertThat(at.get(1).since(begin)).isEqualTo(Duration.ofMillis(4_800));
    }

    @Test
    void nobody_is_let_through_while_the_exchange_has_imposed_a_pause() {
        RequestBudget budget = new RequestBudget();
        Turnstile paused = new Turnstile(budget, time);
        pause(budget, Duration.ofMinutes(5));
        for (Turn turn : Turn.values()) {
            await(paused, turn, turn.name(), time);
        }
        time.advance(Duration.ofMinutes(5).minus(Duration.ofSeconds(2)));
        assertThat(came).isEmpty();
        time.advance(Duration.ofSeconds(4));
        assertThat(came).containsExactlyInAnyOrder("EXTENSION", "CONNECTION", "REPAIR", "AUDIT");
    }

    @Test
    void nobody_connects_while_more_keys_wait_for_their_extension_than_could_be_kept_alive() {
        crowd(Turn.EXTENSION, "e", 1_001);
        await(Turn.CONNECTION, "c");
        assertThat(came).doesNotContain("c");

        // A quarter of an hour of extensions is 750.
        time.advance(SPACING.multipliedBy(249));
        assertThat(came).doesNotContain("c");
        time.advance(SPACING.multipliedBy(3));
        assertThat(came).contains("c");
    }

    @Test
    void a_late_timer_makes_no_burst() {
        crowd(Turn.CONNECTION, "c", 100);
        time.stall(Duration.ofMinutes(1));
        time.advance(Duration.ZERO);
        assertThat(came).containsExactly("c0", "c1");
        time.advance(SPACING.minus(Duration.ofMillis(100)));
        assertThat(came).hasSize(3);
    }

    @Test
    void other_limits_make_wider_gates() {
        RequestLimits wide = RequestLimits.published().addressesTimes(100);
        Turnstile fast = new Turnstile(new RequestBudget(wide), time);
        for (int i = 0; i < 1_000; i++) {
            await(fast, Turn.CONNECTION, "c" + i, time);
            await(fast, Turn.REPAIR, "r" + i, time);
        }
        time.advance(SPACING.multipliedBy(10));
        assertThat(came).hasSize(2_000);
    }

    @Test
    void a_scheduler_that_was_shut_down_holds_nobody_up() {
        VirtualTime dead = new VirtualTime();
        await(Turn.CONNECTION, "first");
        await(turnstile, Turn.CONNECTION, "on a dead scheduler", dead);
        dead.shutdownNow();
        time.advance(Duration.ofSeconds(3));
        await(Turn.CONNECTION, "second");
        time.advance(Duration.ofSeconds(3));
        assertThat(came).contains("second");
    }

    @Test
    void a_scheduler_that_is_blocked_holds_up_only_its_own_streams() {
        VirtualTime blocked = new VirtualTime();
        await(Turn.CONNECTION, "first");
        await(turnstile, Turn.CONNECTION, "on a blocked scheduler", blocked);
        crowd(Turn.CONNECTION, "c", 2);
        await(turnstile, Turn.AUDIT, "first audit", blocked);
        await(turnstile, Turn.AUDIT, "on a blocked scheduler, too", blocked);
        await(Turn.AUDIT, "a");

        time.advance(SPACING.multipliedBy(3));

        assertThat(came).contains("c0", "c1", "a");
        assertThat(at.get(at.size() - 1).since(at.get(0))).isEqualTo(SPACING.multipliedBy(3));
    }

    @Test
    void a_scheduler_that_was_shut_down_holds_nobody_up_even_if_nobody_calls_in_any_more() {
        VirtualTime dead = new VirtualTime();
        await(Turn.CONNECTION, "first");
        await(turnstile, Turn.CONNECTION, "on a dead scheduler", dead);
        await(Turn.CONNECTION, "second");
        dead.shutdownNow();
        time.advance(SPACING.multipliedBy(2));
        assertThat(came).endsWith("second");
    }

    @Test
    void thousands_on_one_scheduler_have_one_timer_and_none_when_nobody_waits() {
        List<Turns.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            tickets.add(await(Turn.CONNECTION, "c" + i));
            tickets.add(await(Turn.AUDIT, "a" + i));
        }
        assertThat(time.waiting()).isEqualTo(1);
        time.advance(SPACING.multipliedBy(10));
        assertThat(time.waiting()).isEqualTo(1);
        tickets.forEach(Turns.Ticket::withdraw);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void who_waits_on_a_scheduler_that_takes_no_timer_is_told_and_all_others_keep_their_places() {
        VirtualTime dead = new VirtualTime();
        crowd(Turn.CONNECTION, "c", 2);
        await(Turn.AUDIT, "first audit");
        dead.shutdownNow();

        await(turnstile, Turn.CONNECTION, "shut down", dead);
        assertThat(came).containsExactly("c0", "first audit", "shut down");
        await(turnstile, Turn.AUDIT, "throws", new ScheduledThreadPoolExecutor(0) {
            @Override
            public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
                throw new IllegalStateException("no timers today");
            }
        });
        assertThat(came).endsWith("throws");

        time.advance(SPACING);
        assertThat(came).hasSize(5).endsWith("c1");
    }

    @Test
    void one_that_throws_when_it_is_told_takes_nobodys_turn_away() {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        List<Throwable> reported = new ArrayList<>();
        thread.setUncaughtExceptionHandler((any, thrown) -> {
            reported.add(thrown);
            throw new IllegalStateException("of the handler");
        });
        try {
            await(Turn.CONNECTION, "first");
            IllegalStateException failure = new IllegalStateException("of the test");
            turnstile.await(Turn.CONNECTION, "shared", time, () -> {
                throw failure;
            });
            await(Turn.CONNECTION, "shared");
            time.advance(SPACING);
            assertThat(came).containsExactly("first", "shared");
            assertThat(reported).containsExactly(failure);
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
    }

    private void book(RequestBudget budget, LimitGroup group) {
        Budgets.book(budget, group, time.now());
    }

    private void pause(RequestBudget budget, Duration length) {
        Budgets.pause(budget, time.now().plus(length));
    }
}

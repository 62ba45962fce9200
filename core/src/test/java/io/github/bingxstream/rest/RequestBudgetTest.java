package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.rest.RequestBudget.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBudgetTest {

    private static final Moment START = new Moment(0);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<LimitGroup> GROUPS = List.of(LimitGroup.values());

    private final RequestBudget budget = new RequestBudget();

    /** The exchange's own table, per key and per address, stated once more and apart from the code. */
    private enum Limit {
        LISTEN_KEY_CALLS(2, 2),
        BALANCE(5, 3),
        ORDER_QUERIES(10, 2),
        MY_TRADES(5, 2),
        TIME(1, 1);

        private final int perKey;
        private final int perAddress;

        Limit(int perKey, int perAddress) {
            this.perKey = perKey;
            this.perAddress = perAddress;
        }

        static Limit of(LimitGroup group) {
            return switch (group) {
                case KEEPALIVE, LISTEN_KEY -> LISTEN_KEY_CALLS;
                case BALANCES -> BALANCE;
                case ORDERS -> ORDER_QUERIES;
                case FILLS -> MY_TRADES;
                case SERVER_TIME -> TIME;
            };
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void no_second_ever_holds_more_calls_than_the_exchange_allows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Limit, List<Moment>> ofAddress = new HashMap<>();
        Map<String, List<Moment>> ofKeys = new HashMap<>();
        Moment now = START;
        for (int i = 0; i < 20_000; i++) {
            now = now.plus(Duration.ofMillis(random.nextInt(100) == 0 ? random.nextInt(20_000) : random.nextInt(100)));
            LimitGroup group = GROUPS.get(random.nextInt(GROUPS.size()));
            String key = "key-" + random.nextInt(4);
            Admission admission = budget.admit(key, group, now);
            if (admission.granted()) {
                // The timer may be late, and the network may be slow or fast.
                Duration way = Duration.ofMillis(random.nextInt(101) + random.nextInt(101));
                Moment arrival = admission.at().plus(way);
                Limit limit = Limit.of(group);
                ofAddress.computeIfAbsent(limit, none -> new ArrayList<>()).add(arrival);
                ofKeys.computeIfAbsent(key + "/" + limit, none -> new ArrayList<>())
                        .add(arrival);
            }
        }
        assertThat(ofAddress.values().stream().mapToInt(Collection::size).sum()).isGreaterThan(5_000);
        ofAddress.forEach((limit, arrivals) -> assertThat(mostWithinASecond(arrivals))
                .as("seed %d, %s of the address", seed, limit)
                .isLessThanOrEqualTo(limit.perAddress));
        ofKeys.forEach((name, arrivals) -> assertThat(mostWithinASecond(arrivals))
                .as("seed %d, %s", seed, name)
                .isLessThanOrEqualTo(Limit.valueOf(name.substring(name.indexOf('/') + 1)).perKey));
    }

    @Test
    void all_api_keys_together_share_the_limit_of_the_address() {
        assertThat(turn("one", LimitGroup.ORDERS)).isEqualTo(START);
        assertThat(turn("two", LimitGroup.ORDERS)).isEqualTo(START);
        assertThat(turn("three", LimitGroup.ORDERS)).isEqualTo(START.plus(RequestBudget.WINDOW));
    }

    @Test
    void each_api_key_has_a_limit_of_its_own() {
        RequestBudget wide = new RequestBudget(RequestLimits.published().with(LimitGroup.ORDERS, 10, 1_000));
        List<Moment> turns = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            turns.add(wide.admit("one", LimitGroup.ORDERS, START).at());
        }

        assertThat(turns.subList(0, 10)).containsOnly(START);
        assertThat(turns.subList(10, 12)).containsOnly(START.plus(RequestBudget.WINDOW));
        Moment later = START.plus(RequestBudget.WINDOW);
        assertThat(wide.admit("two", LimitGroup.ORDERS, later)).isEqualTo(new Admission(true, later));
    }

    @Test
    void an_api_key_that_waits_for_its_own_limit_holds_up_no_other() {
        RequestBudget wide = new RequestBudget(RequestLimits.published().with(LimitGroup.ORDERS, 10, 100));
        for (int i = 0; i < 60; i++) {
            Admission admission = wide.admit("greedy", LimitGroup.ORDERS, START);
            assertThat(admission.granted()).isEqualTo(i < 10);
            assertThat(admission.comesBack()).isEqualTo(i >= 10);
        }

        assertThat(wide.earliest(LimitGroup.ORDERS, START)).isEqualTo(START);
        assertThat(wide.admit("other", LimitGroup.ORDERS, START)).isEqualTo(new Admission(true, START));
    }

    @Test
    void an_extension_finds_its_turn_at_once_whatever_else_is_waiting() {
        for (LimitGroup group : LimitGroup.values()) {
            if (group != LimitGroup.KEEPALIVE) {
                while (budget.admit("key", group, START).granted()) {
                    // Every turn that there is, is taken.
                }
            }
        }

        assertThat(turn("key", LimitGroup.KEEPALIVE)).isEqualTo(START);
    }

    @Test
    void extensions_leave_turns_to_generations() {
        while (budget.admit("key", LimitGroup.KEEPALIVE, START).granted()) {
            // Every turn that there is, is taken.
        }

        assertThat(turn("key", LimitGroup.LISTEN_KEY)).isEqualTo(START);
    }

    @Test
    void a_turn_more_than_a_minute_away_is_not_given_out() {
        Admission admission = budget.admit("key", LimitGroup.LISTEN_KEY, START);
        int granted = 0;
        while (admission.granted()) {
            granted++;
            assertThat(admission.at().since(START)).isLessThanOrEqualTo(RequestBudget.WAIT_MAX);
            admission = budget.admit("key", LimitGroup.LISTEN_KEY, START);
        }

        assertThat(granted).isEqualTo(51);
        assertThat(budget.admit("key", LimitGroup.LISTEN_KEY, admission.at()).granted())
                .isTrue();
    }

    @Test
    void a_pause_blocks_one_group_until_it_ends() {
        Moment end = START.plus(Duration.ofMinutes(5));
        budget.pauseUntil(LimitGroup.ORDERS, end);
        budget.pauseUntil(LimitGroup.ORDERS, START.plus(SECOND));

        assertThat(budget.admit("key", LimitGroup.ORDERS, START)).isEqualTo(new Admission(false, end));
        assertThat(budget.admit("other", LimitGroup.ORDERS, new Moment(end.nanos() - 1))
                        .granted())
                .isFalse();
        assertThat(budget.admit("key", LimitGroup.BALANCES, START).granted()).isTrue();
        assertThat(budget.admit("key", LimitGroup.ORDERS, end)).isEqualTo(new Admission(true, end));
    }

    @Test
    void an_api_key_that_is_refused_pauses_alone_and_its_other_groups_go_on() {
        Moment end = START.plus(Duration.ofMinutes(5));
        for (LimitGroup group : List.of(LimitGroup.ORDERS, LimitGroup.KEEPALIVE)) {
            budget.pauseUntil("refused", group, START, end);
            budget.pauseUntil("refused", group, START, START.plus(SECOND));

            assertThat(budget.admit("refused", group, START)).isEqualTo(new Admission(false, end));
            assertThat(budget.admit("other", group, START)).isEqualTo(new Admission(true, START));
            assertThat(budget.earliest(group, START.plus(RequestBudget.WINDOW)))
                    .isEqualTo(START.plus(RequestBudget.WINDOW));
            assertThat(budget.admit("refused", group, end).granted()).isTrue();
        }
        assertThat(turn("refused", LimitGroup.BALANCES)).isEqualTo(START);
    }

    @Test
    void a_second_api_key_that_is_refused_while_the_first_one_pauses_lets_all_pause_until_it_may_go_on() {
        Moment endOfFirst = START.plus(Duration.ofMinutes(10));
        Moment endOfSecond = START.plus(Duration.ofMinutes(5));
        budget.pauseUntil("first", LimitGroup.ORDERS, START, endOfFirst);
        budget.pauseUntil("second", LimitGroup.ORDERS, START, endOfSecond);

        assertThat(budget.admit("third", LimitGroup.ORDERS, START)).isEqualTo(new Admission(false, endOfSecond));
        assertThat(budget.admit("first", LimitGroup.ORDERS, START)).isEqualTo(new Admission(false, endOfFirst));
        assertThat(budget.earliest(LimitGroup.ORDERS, START)).isEqualTo(endOfSecond);
        assertThat(budget.admit("third", LimitGroup.ORDERS, endOfSecond).granted())
                .isTrue();
        assertThat(budget.admit("first", LimitGroup.ORDERS, endOfSecond)).isEqualTo(new Admission(false, endOfFirst));
    }

    @Test
    void an_api_key_that_is_refused_after_the_pause_of_another_is_a_first_one_again() {
        Moment end = START.plus(SECOND);
        budget.pauseUntil("first", LimitGroup.ORDERS, START, end);
        budget.pauseUntil("second", LimitGroup.ORDERS, end, end.plus(SECOND));

        assertThat(budget.admit("first", LimitGroup.ORDERS, end).granted()).isTrue();
        assertThat(budget.admit("second", LimitGroup.ORDERS, end).granted()).isFalse();
    }

    @Test
    void a_ban_of_the_address_blocks_every_group() {
        Moment end = START.plus(Duration.ofMinutes(5));
        budget.pauseUntil(end);

        for (LimitGroup group : LimitGroup.values()) {
            assertThat(budget.admit("key", group, START)).isEqualTo(new Admission(false, end));
            assertThat(budget.pausedUntil(group, START)).contains(end);
            assertThat(budget.pausedUntil(group, end)).isEmpty();
        }
    }

    @Test
    void threads_that_ask_together_never_get_more_turns_than_there_are() {
        List<Moment> turns = IntStream.range(0, 5_000)
                .parallel()
                .mapToObj(i -> budget.admit("key-" + i % 3, LimitGroup.BALANCES, START))
                .filter(Admission::granted)
                .map(Admission::at)
                .toList();

        assertThat(turns).hasSize(3 * 51);
        assertThat(mostWithinASecond(turns)).isEqualTo(3);
    }

    @Test
    void memory_is_bounded_however_many_api_keys_there_are() {
        RequestBudget wide = new RequestBudget(RequestLimits.published().with(LimitGroup.FILLS, 5, 1_000));
        int most = 1_000 + 8;
        for (int i = 0; i < 70_000; i++) {
            assertThat(wide.admit("key-" + i, LimitGroup.FILLS, START).granted())
                    .isEqualTo(i < 51 * 1_000);
        }

        assertThat(wide.keysRemembered()).isLessThanOrEqualTo(61 * most);
    }

    @Test
    void an_api_key_that_has_not_asked_for_a_while_is_forgotten() {
        for (int i = 0; i < 3; i++) {
            turn("key-" + i, LimitGroup.BALANCES);
        }
        assertThat(budget.keysRemembered()).isEqualTo(3);

        Moment later = START.plus(RequestBudget.WINDOW);
        assertThat(budget.admit("another", LimitGroup.BALANCES, later).granted())
                .isTrue();
        assertThat(budget.keysRemembered()).isEqualTo(1);
    }

    private Moment turn(String key, LimitGroup group) {
        Admission admission = budget.admit(key, group, START);
        assertThat(admission.granted()).isTrue();
        return admission.at();
    }

    /** Counts in windows that end with a call and are open at their start: a call a second ago is out. */
    private static int mostWithinASecond(List<Moment> unsorted) {
        List<Moment> arrivals = unsorted.stream().sorted().toList();
        int most = 0;
        int from = 0;
        for (int to = 0; to < arrivals.size(); to++) {
            while (arrivals.get(to).since(arrivals.get(from)).compareTo(SECOND) >= 0) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}

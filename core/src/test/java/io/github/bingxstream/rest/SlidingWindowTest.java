package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {

    private static final Duration LENGTH = Duration.ofSeconds(1);

    @Test
    void calls_within_the_limit_go_at_once() {
        SlidingWindow window = new SlidingWindow(3, LENGTH);
        Moment now = new Moment(5);

        assertThat(List.of(book(window, now), book(window, now), book(window, now)))
                .containsOnly(now);
        assertThat(book(window, now)).isEqualTo(now.plus(LENGTH));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10})
    void no_window_holds_more_than_the_limit_and_none_is_wasted(int limit) {
        long seed = 17L * limit;
        SplittableRandom random = new SplittableRandom(seed);
        SlidingWindow window = new SlidingWindow(limit, LENGTH);
        List<Moment> turns = new ArrayList<>();
        long now = Long.MIN_VALUE / 2;
        for (int i = 0; i < 5_000; i++) {
            // Threads may read the clock in one order and ask in another.
            now += random.nextLong(400_000_000L);
            Moment asked = new Moment(now - random.nextLong(1_000_000L));
            Moment turn = book(window, asked);
            assertThat(turn).as("seed %d", seed).isGreaterThanOrEqualTo(asked);
            if (i >= limit) {
                assertThat(turn.since(turns.get(i - limit)))
                        .as("seed %d, call %d", seed, i)
                        .isGreaterThanOrEqualTo(LENGTH);
                boolean needed = turn.equals(asked)
                        || turn.since(turns.get(i - limit)).equals(LENGTH)
                        || turn.equals(turns.get(i - 1));
                assertThat(needed).as("seed %d, call %d", seed, i).isTrue();
            }
            turns.add(turn);
        }
    }

    private static Moment book(SlidingWindow window, Moment now) {
        Moment turn = window.earliest(now);
        window.book(turn);
        return turn;
    }
}

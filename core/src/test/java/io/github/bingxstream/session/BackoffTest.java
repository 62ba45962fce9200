package io.github.bingxstream.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 4", "3, 8", "4, 16", "5, 30", "6, 30", "31, 30", "64, 30", "2147483647, 30"})
    void the_ceiling_doubles_up_to_the_cap(int attempt, long seconds) {
        assertThat(backoff.ceiling(attempt)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void the_delay_is_uniform_over_zero_to_the_ceiling() {
        Jitter jitter = new Jitter(11);
        int draws = 10_000;
        int[] quarters = new int[4];
        for (int i = 0; i < draws; i++) {
            Duration delay = backoff.delay(3, jitter);
            assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(8));
            quarters[(int) Math.min(3, delay.toMillis() / 2000)]++;
            jitter = jitter.next();
        }
        assertThat(quarters).as("seed 11").satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(draws / 4 - 300, draws / 4 + 300);
            }
        });
    }

    @Test
    void a_backoff_that_cannot_work_is_refused_with_a_remedy() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("swap or raise");
    }
}

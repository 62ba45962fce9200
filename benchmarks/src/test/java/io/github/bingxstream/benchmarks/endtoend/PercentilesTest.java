package io.github.bingxstream.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PercentilesTest {

    @Test
    void a_percentile_is_a_value_that_so_many_do_not_exceed() {
        long[] values = LongStream.rangeClosed(1, 1_000).map(i -> 1_001 - i).toArray();

        assertThat(Percentiles.of(values)).isEqualTo(new Percentiles(1_000, 500, 990, 999, 1_000));
    }

    @Test
    void one_value_is_all_of_them() {
        assertThat(Percentiles.of(new long[] {7})).isEqualTo(new Percentiles(1, 7, 7, 7, 7));
    }

    @Test
    void nothing_has_none() {
        assertThat(Percentiles.of(new long[] {})).isEqualTo(new Percentiles(0, 0, 0, 0, 0));
    }
}

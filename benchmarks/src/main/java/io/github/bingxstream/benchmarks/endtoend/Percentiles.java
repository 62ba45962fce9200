package io.github.bingxstream.benchmarks.endtoend;

import java.util.Arrays;

/**
 * What so many hundredths of all values do not exceed, exactly: all are kept and sorted.
 *
 * @param count of how many
 * @param p50 the median, in nanoseconds like the rest
 * @param p99 one in a hundred is above
 * @param p999 one in a thousand is above
 * @param max the largest
 */
record Percentiles(int count, long p50, long p99, long p999, long max) {

    /** Returns those of any values; zeros if there are none. */
    static Percentiles of(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), at(sorted, 1));
    }

    private static long at(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
    }
}

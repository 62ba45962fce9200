package io.github.bingxstream.benchmarks.accounts;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happens in any second, as the exchange does: by address, and by API key. Knows no clock. */
final class Rates {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Map<String, Deque<Long>> lately = new HashMap<>();
    private final Map<String, Integer> peaks = new TreeMap<>();
    private final Map<String, Integer> peaksOfKeys = new TreeMap<>();
    private final Map<String, Long> totals = new TreeMap<>();

    void count(String group, String apiKey, long nanos) {
        totals.merge(group, 1L, Long::sum);
        peaks.merge(group, add(group, nanos), Math::max);
        if (!apiKey.isEmpty()) {
            peaksOfKeys.merge(group, add(group + " " + apiKey, nanos), Math::max);
        }
    }

    private int add(String what, long nanos) {
        Deque<Long> times = lately.computeIfAbsent(what, first -> new ArrayDeque<>(2));
        while (!times.isEmpty() && nanos - times.getFirst() >= SECOND) {
            times.removeFirst();
        }
        times.addLast(nanos);
        return times.size();
    }

    /** Returns the most that ever happened in one second. */
    int peak(String group) {
        return peaks.getOrDefault(group, 0);
    }

    int peakOfOneKey(String group) {
        return peaksOfKeys.getOrDefault(group, 0);
    }

    long total(String group) {
        return totals.getOrDefault(group, 0L);
    }
}

package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.faults.Mark;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts the faults that happened. */
final class Marks {
    private final Map<Mark, LongAdder> counts = new EnumMap<>(Mark.class);

    Marks() {
        for (Mark mark : Mark.values()) {
            counts.put(mark, new LongAdder());
        }
    }

    void count(Mark mark) {
        count(mark, 1);
    }

    void count(Mark mark, int times) {
        // The map never changes after construction, so that only the adders are shared.
        LongAdder adder = counts.get(mark);
        if (adder != null) {
            adder.add(times);
        }
    }

    Map<Mark, Long> all() {
        Map<Mark, Long> all = new EnumMap<>(Mark.class);
        counts.forEach((mark, count) -> all.put(mark, count.sum()));
        return all;
    }
}

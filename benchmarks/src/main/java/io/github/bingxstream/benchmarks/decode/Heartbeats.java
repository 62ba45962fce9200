package io.github.bingxstream.benchmarks.decode;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Heartbeats as JSON, the longer kind. */
final class Heartbeats {

    private static final int PINGS = 256;

    private Heartbeats() {}

    static List<String> pings() {
        SplittableRandom random = new SplittableRandom(4);
        return IntStream.range(0, PINGS)
                .mapToObj(i -> String.format(
                        "{\"ping\":\"%016x%016x\",\"time\":\"2026-01-02T03:%02d:%02d.%03d+0800\"}",
                        random.nextLong(), random.nextLong(), i / 60, i % 60, random.nextInt(1_000)))
                .toList();
    }
}

package io.github.bingxstream.testkit.sink;

/** What is wrong with a {@link BrokenStream} on purpose; each name says what such a stream does. */
enum StreamBug {
    CALLS_FROM_A_THREAD_EACH,
    SWAPS_FILLS,
    HEARS_NOTHING_WHILE_THE_SINK_WORKS,
    DROPS_WHAT_WAITED,
    ENDS_WITH_THE_FIRST_EXCEPTION,
    TELLS_MORE_AFTER_THE_END
}

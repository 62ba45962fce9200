package io.github.bingxstream.testkit.capture;

import java.time.Instant;

/**
 * One line of a capture.
 *
 * @param nanos since the capture was begun, by the monotonic clock
 * @param at what the wall clock showed
 * @param fact what happened
 */
record Entry(long nanos, Instant at, Fact fact) {}

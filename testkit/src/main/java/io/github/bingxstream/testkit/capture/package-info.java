/**
 * Captures what a stream lives through, and replays it: a bug report that can be attached without fear, and a fixture for a
 * test.
 *
 * <p>Start with {@link io.github.bingxstream.testkit.capture.Capture} to write, and with {@link
 * io.github.bingxstream.testkit.capture.Replay} to read.
 */
@NullMarked
package io.github.bingxstream.testkit.capture;

import org.jspecify.annotations.NullMarked;

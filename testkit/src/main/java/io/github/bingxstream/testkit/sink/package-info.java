/**
 * The contract of {@link io.github.bingxstream.port.EventSink} as two test suites: what a stream promises to a sink, over any
 * transports, and what a sink has to bear.
 */
@NullMarked
package io.github.bingxstream.testkit.sink;

import org.jspecify.annotations.NullMarked;

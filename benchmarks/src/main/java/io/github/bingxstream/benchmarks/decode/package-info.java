/** What it costs to turn a frame into an event, beside what others would do. */
@NullMarked
package io.github.bingxstream.benchmarks.decode;

import org.jspecify.annotations.NullMarked;

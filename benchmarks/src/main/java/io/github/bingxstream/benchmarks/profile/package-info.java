/** Where the time and the memory of a run go: flame graphs of what the Java Flight Recorder has seen. */
@NullMarked
package io.github.bingxstream.benchmarks.profile;

import org.jspecify.annotations.NullMarked;

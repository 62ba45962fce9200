/** What one step of the session costs, and how fast virtual time passes. */
@NullMarked
package io.github.bingxstream.benchmarks.step;

import org.jspecify.annotations.NullMarked;

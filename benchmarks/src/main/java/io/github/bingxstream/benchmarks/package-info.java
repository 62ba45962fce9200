/** What the hot paths cost. */
@NullMarked
package io.github.bingxstream.benchmarks;

import org.jspecify.annotations.NullMarked;

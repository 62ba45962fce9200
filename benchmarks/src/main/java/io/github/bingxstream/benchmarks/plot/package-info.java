/** Pictures of what was measured. */
@NullMarked
package io.github.bingxstream.benchmarks.plot;

import org.jspecify.annotations.NullMarked;

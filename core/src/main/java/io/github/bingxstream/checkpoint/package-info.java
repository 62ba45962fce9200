/** Where checkpoints are kept. */
@NullMarked
package io.github.bingxstream.checkpoint;

import org.jspecify.annotations.NullMarked;

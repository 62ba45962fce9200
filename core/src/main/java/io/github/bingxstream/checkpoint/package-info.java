/**
 * Where checkpoints are kept: {@link io.github.bingxstream.checkpoint.FileCheckpointStore}, in a file. Any other place is a
 * {@link io.github.bingxstream.port.CheckpointStore} of your own.
 */
@NullMarked
package io.github.bingxstream.checkpoint;

import org.jspecify.annotations.NullMarked;

/**
 * The contract of {@link io.github.bingxstream.port.CheckpointStore} as a test suite: whoever keeps checkpoints elsewhere than in
 * a file extends {@link io.github.bingxstream.testkit.checkpoint.CheckpointStoreContract} in a test and supplies theirs.
 */
@NullMarked
package io.github.bingxstream.testkit.checkpoint;

import org.jspecify.annotations.NullMarked;

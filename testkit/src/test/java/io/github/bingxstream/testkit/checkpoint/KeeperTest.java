package io.github.bingxstream.testkit.checkpoint;

/** Nobody trusts a contract that nothing passes: a store in memory that breaks nothing. */
class KeeperTest extends CheckpointStoreWitnesses.Keeper {}

package io.github.bingxstream.simulation;

/**
 * What a simulation that broke no promise tells.
 *
 * @param marks what was injected
 * @param hash a fingerprint of everything that happened
 * @param repairedAfter how long after the last fault the last gap was closed, in nanoseconds
 */
record Report(Marks marks, long hash, long repairedAfter) {}

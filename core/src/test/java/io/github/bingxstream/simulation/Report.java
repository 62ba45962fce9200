package io.github.bingxstream.simulation;

import java.util.List;

/**
 * What a simulation that broke no promise tells.
 *
 * @param marks what was injected
 * @param hash a fingerprint of everything that happened
 * @param repairedAfter how long after the last fault the last gap was closed, in nanoseconds; a connection that has gone
 *     silent counts as a fault until it is given up
 * @param repairedInCalm how long gaps were open that were announced while nothing was in the way of their repair
 */
record Report(Marks marks, long hash, long repairedAfter, List<Long> repairedInCalm) {}

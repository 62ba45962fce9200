/**
 * Runs the session against a simulated exchange, in virtual time, with faults, and checks after every step that the
 * promises hold. Begin with {@link io.github.bingxstream.simulation.Simulation}; {@code docs/testing.md} tells the idea.
 */
@NullMarked
package io.github.bingxstream.simulation;

import org.jspecify.annotations.NullMarked;

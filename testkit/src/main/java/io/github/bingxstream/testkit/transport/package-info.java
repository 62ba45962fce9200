/**
 * The contracts of {@link io.github.bingxstream.port.FrameTransport} and {@link io.github.bingxstream.port.HttpTransport} as
 * test suites, over a peer that does with bytes and sockets whatever a test says.
 *
 * <p>Whoever writes a transport extends {@link io.github.bingxstream.testkit.transport.FrameTransportContract} and
 * {@link io.github.bingxstream.testkit.transport.HttpTransportContract} in a test and supplies theirs. A rule that a library
 * cannot keep is declared as a {@link io.github.bingxstream.testkit.transport.Shortcoming}, with the reason; its tests are
 * then reported as skipped.
 */
@NullMarked
package io.github.bingxstream.testkit.transport;

import org.jspecify.annotations.NullMarked;

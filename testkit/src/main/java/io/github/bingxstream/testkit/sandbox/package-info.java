/**
 * The sandbox: a BingX spot account on this machine, to stream from and to test against.
 *
 * <p>{@link io.github.bingxstream.testkit.sandbox.SandboxExchange} opens one loopback port that speaks both halves of the
 * exchange: signed REST with the real error bodies, and the gzip WebSocket with listen keys, acks, heartbeats and pushes.
 * Behind it lives an account whose truth is exact and readable in Java
 * ({@link io.github.bingxstream.testkit.sandbox.SpotAccount}), so that a test can compare what a client believes with what
 * happened. What nobody knows about the real exchange is a switch ({@link io.github.bingxstream.testkit.sandbox.Quirk}).
 *
 * <p>It shares no code with the SDK and uses no client or server library: a bug common to both sides would hide itself.
 */
@NullMarked
package io.github.bingxstream.testkit.sandbox;

import org.jspecify.annotations.NullMarked;

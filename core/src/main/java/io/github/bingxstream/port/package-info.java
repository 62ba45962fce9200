/**
 * What an account stream needs from the world, and what it gives to it: driven ports.
 *
 * <p>Each interface states, in numbered rules, whether it may block, whether it may throw, which thread calls it and what
 * comes last. An implementation needs the JDK and nothing else.
 */
@NullMarked
package io.github.bingxstream.port;

import org.jspecify.annotations.NullMarked;

/**
 * A frame transport over a library that the SDK does not know, to copy from. {@code docs/write-your-own-transport.md} is its
 * guide.
 */
@NullMarked
package io.github.bingxstream.examples.netty;

import org.jspecify.annotations.NullMarked;

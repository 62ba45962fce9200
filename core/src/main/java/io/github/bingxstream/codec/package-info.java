/** From frames to signals, and back. */
@NullMarked
package io.github.bingxstream.codec;

import org.jspecify.annotations.NullMarked;

/** Small programs that use the library. */
@NullMarked
package io.github.bingxstream.examples;

import org.jspecify.annotations.NullMarked;

/** What the library needs from the outside, as interfaces with numbered rules. */
@NullMarked
package io.github.bingxstream.port;

import org.jspecify.annotations.NullMarked;

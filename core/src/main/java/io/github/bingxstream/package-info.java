/** The account stream: what a user of the library starts with. */
@NullMarked
package io.github.bingxstream;

import org.jspecify.annotations.NullMarked;

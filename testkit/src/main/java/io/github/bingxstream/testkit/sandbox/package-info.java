/** The embedded exchange. */
@NullMarked
package io.github.bingxstream.testkit.sandbox;

import org.jspecify.annotations.NullMarked;

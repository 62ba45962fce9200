/** The transport ports over {@code java.net.http}. */
@NullMarked
package io.github.bingxstream.adapter.jdk;

import org.jspecify.annotations.NullMarked;

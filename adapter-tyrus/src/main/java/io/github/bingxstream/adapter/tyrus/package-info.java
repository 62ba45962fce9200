/** The frame transport over Tyrus. */
@NullMarked
package io.github.bingxstream.adapter.tyrus;

import org.jspecify.annotations.NullMarked;

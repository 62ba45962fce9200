/** The session as a pure machine: input in, actions out. */
@NullMarked
package io.github.bingxstream.session;

import org.jspecify.annotations.NullMarked;

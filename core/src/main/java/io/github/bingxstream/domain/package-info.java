/** Facts about an account, and the values they are made of. */
@NullMarked
package io.github.bingxstream.domain;

import org.jspecify.annotations.NullMarked;

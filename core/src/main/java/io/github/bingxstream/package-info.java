/**
 * The account streams of the BingX spot exchange.
 *
 * <p>Start with {@link io.github.bingxstream.AccountStream}; what it delivers is in
 * {@link io.github.bingxstream.domain}, what it needs in {@link io.github.bingxstream.port}.
 */
@NullMarked
package io.github.bingxstream;

import org.jspecify.annotations.NullMarked;

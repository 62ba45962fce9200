/** The listen key and the queries that repair a gap. */
@NullMarked
package io.github.bingxstream.rest;

import org.jspecify.annotations.NullMarked;

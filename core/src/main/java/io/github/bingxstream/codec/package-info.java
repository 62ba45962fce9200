/**
 * The exchange's messages and answers, turned into domain values once, at the edge; and the few texts that are sent.
 *
 * <p>Everything here is total: whatever bytes come in, an ordinary value comes out, and memory stays bounded. Numbers are
 * taken from their literals, ids are text, enumerations are open, and what nobody documented is kept as it came.
 */
@NullMarked
package io.github.bingxstream.codec;

import org.jspecify.annotations.NullMarked;

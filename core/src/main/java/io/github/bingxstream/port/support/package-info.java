/**
 * What most transports need to keep their contracts: use it in an adapter of your own, or leave it.
 *
 * <p>It knows no library and starts no thread.
 */
@NullMarked
package io.github.bingxstream.port.support;

import org.jspecify.annotations.NullMarked;

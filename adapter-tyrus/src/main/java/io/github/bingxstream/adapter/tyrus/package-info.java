/**
 * The transport ports over Tyrus, with its JDK container, and {@code HttpURLConnection}: nothing of {@code java.net.http}, and
 * the smallest heap a connection.
 *
 * <p>Start with {@link io.github.bingxstream.adapter.tyrus.TyrusTransport}; then read {@code TyrusConnection}, where the
 * container's habits become the port's contract.
 */
@NullMarked
package io.github.bingxstream.adapter.tyrus;

import org.jspecify.annotations.NullMarked;

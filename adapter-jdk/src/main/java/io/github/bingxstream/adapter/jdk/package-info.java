/**
 * The transport ports over {@code java.net.http}: no dependency beyond the JDK.
 *
 * <p>Start with {@link io.github.bingxstream.adapter.jdk.JdkTransport}; then read {@code JdkConnection}, where the client's
 * habits become the port's contract.
 */
@NullMarked
package io.github.bingxstream.adapter.jdk;

import org.jspecify.annotations.NullMarked;

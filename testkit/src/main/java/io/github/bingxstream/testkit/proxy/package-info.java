/** A proxy for tests: {@link io.github.bingxstream.testkit.proxy.ConnectProxy}. */
@NullMarked
package io.github.bingxstream.testkit.proxy;

import org.jspecify.annotations.NullMarked;

/** The contract of {@link io.github.bingxstream.port.ListenKeyApi} as a test suite. */
@NullMarked
package io.github.bingxstream.testkit.listenkey;

import org.jspecify.annotations.NullMarked;

/** Contracts of the ports as test suites, and fakes that pass them. */
@NullMarked
package io.github.bingxstream.testkit;

import org.jspecify.annotations.NullMarked;

/** The command line. */
@NullMarked
package io.github.bingxstream.examples.cli;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.github.bingxstream.benchmarks.accounts;

import org.jspecify.annotations.NullMarked;

/** What thousands of accounts in one process cost, and how they share what the exchange allows one address. */
@NullMarked
package io.github.bingxstream.benchmarks.accounts;

import org.jspecify.annotations.NullMarked;

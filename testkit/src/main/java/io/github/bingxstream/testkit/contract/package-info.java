/** What all contracts of the ports have in common: a rule with its number, its sentence and its reason. */
@NullMarked
package io.github.bingxstream.testkit.contract;

import org.jspecify.annotations.NullMarked;

/**
 * What an adapter may do, as rules over its classes. Whoever writes one calls
 * {@link io.github.bingxstream.testkit.architecture.AdapterRules#check} from a test.
 */
@NullMarked
package io.github.bingxstream.testkit.architecture;

import org.jspecify.annotations.NullMarked;

/**
 * What can be made to go wrong on the sandbox: values, and the script in which people write them.
 *
 * <p>{@link io.github.bingxstream.testkit.sandbox.faults.FaultKind} is the one list of faults.
 * {@link io.github.bingxstream.testkit.sandbox.faults.Faults} says them in Java,
 * {@link io.github.bingxstream.testkit.sandbox.faults.Script} reads them from text, and the admin path of the sandbox takes
 * that text over HTTP; all three make the same {@link io.github.bingxstream.testkit.sandbox.faults.TimedFault}s. Nothing
 * here acts.
 */
@NullMarked
package io.github.bingxstream.testkit.sandbox.faults;

import org.jspecify.annotations.NullMarked;

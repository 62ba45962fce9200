/** What lies between an exchange that sends and a sink that is called: separate processes, real sockets, one machine. */
@NullMarked
package io.github.bingxstream.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;

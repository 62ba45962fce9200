/**
 * Everything that decides: a pure state machine that is told what happened and what time it is, and answers with what to
 * do. No I/O, no threads, no clock, no random source of its own.
 */
@NullMarked
package io.github.bingxstream.session;

import org.jspecify.annotations.NullMarked;

/**
 * Runs a session: feeds it what happens, performs what it decides. It decides nothing itself.
 */
@NullMarked
package io.github.bingxstream.driver;

import org.jspecify.annotations.NullMarked;

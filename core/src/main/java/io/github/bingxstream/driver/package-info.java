/** The one loop that steps the machine and performs its actions. */
@NullMarked
package io.github.bingxstream.driver;

import org.jspecify.annotations.NullMarked;

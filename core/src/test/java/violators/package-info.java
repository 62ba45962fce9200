/** Witnesses: each class here breaks one of the rules in {@code io.github.bingxstream.architecture}, on purpose. */
package violators;

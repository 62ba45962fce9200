/** Witnesses: each class below breaks one of the rules of an adapter, on purpose; those in {@code none} break none. */
package violators;

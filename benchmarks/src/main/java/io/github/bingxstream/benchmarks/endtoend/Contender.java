package io.github.bingxstream.benchmarks.endtoend;

import java.io.Closeable;

/** A client under measurement. It notes in its arrivals each order update that has reached what a user would have written. */
interface Contender extends Closeable {

    /** Waits until it hears everything. */
    void awaitReady() throws Exception;

    /** So many order updates are about to come. */
    default void expect(int events) {}

    /** Returns what went wrong since it was opened; empty if nothing did. */
    default String complaint() {
        return "";
    }
}

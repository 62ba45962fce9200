package io.github.bingxstream.testkit.sandbox;

import java.time.InstantSource;

/** All that is made to go wrong, and the proof that it did. */
final class Faults {
    private final Marks marks = new Marks();
    private final FrameFaults frames = new FrameFaults();
    private final QueryFaults queries;
    private volatile boolean heartless;

    Faults(InstantSource clock) {
        queries = new QueryFaults(clock, marks);
    }

    Marks marks() {
        return marks;
    }

    FrameFaults frames() {
        return frames;
    }

    QueryFaults queries() {
        return queries;
    }

    /** Whether heartbeats are left out. */
    boolean isHeartless() {
        return heartless;
    }

    void heartless(boolean value) {
        heartless = value;
    }
}

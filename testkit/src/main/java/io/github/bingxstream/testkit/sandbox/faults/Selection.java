package io.github.bingxstream.testkit.sandbox.faults;

/** What a fault is to hit, in the words of a script. */
public sealed interface Selection permits Calls, Frames, Whole {

    /** How many are hit before the fault has spent itself; {@link Next#ALL} for all that come. */
    int count();
}

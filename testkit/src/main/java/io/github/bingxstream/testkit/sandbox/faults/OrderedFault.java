package io.github.bingxstream.testkit.sandbox.faults;

/** A fault that was ordered, and may be taken back. Any thread may call. */
public interface OrderedFault {

    /** Its number on this exchange, from 1. */
    long id();

    /** What was ordered. */
    TimedFault fault();

    /** Whether it neither has ended nor was taken back: it waits, or goes on. */
    boolean isPending();

    /** Ends it, or lets it never begin; what it held back goes out. A second call does nothing. */
    void takeBack();
}

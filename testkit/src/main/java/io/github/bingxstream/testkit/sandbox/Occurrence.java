package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.faults.Fault;
import io.github.bingxstream.testkit.sandbox.faults.FaultKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A fault that has begun. What counts down is guarded by the {@link FaultDesk}. */
final class Occurrence {
    private final Fault fault;
    private final Optional<Instant> end;
    private final Gate gate = new Gate();
    private volatile List<StreamConnection> hit = List.of();
    private int left;

    Occurrence(Fault fault, Optional<Instant> end) {
        this.fault = fault;
        this.end = end;
        left = fault.selection().count();
        gate.shut();
    }

    Fault fault() {
        return fault;
    }

    /** By the right clock; empty if nobody knows. */
    Optional<Instant> end() {
        return end;
    }

    /** One less to hit. */
    void spend() {
        left--;
    }

    boolean hasMore() {
        return left > 0;
    }

    /** Whether all is done; an answer that is held still waits for the end. */
    boolean isSpent() {
        return left == 0 && fault.kind() != FaultKind.HOLD_CALLS;
    }

    /** Those that were there when it began. */
    List<StreamConnection> hit() {
        return hit;
    }

    void hit(List<StreamConnection> connections) {
        hit = connections;
    }

    void awaitEnd() throws InterruptedException {
        gate.pass();
    }

    void ended() {
        gate.open();
    }
}

package io.github.bingxstream.session;

import io.github.bingxstream.domain.Checkpoint;
import java.time.Instant;

/**
 * Where a session stands in what it has delivered; cheap to take, and turned into a checkpoint only by whoever saves it.
 *
 * @param completeUntil the exchange's time up to which nothing is known to be missing
 * @param ledger what was delivered
 */
public record Position(Instant completeUntil, Ledger ledger) {

    /** Returns what a new process needs to continue from here. */
    public Checkpoint checkpoint() {
        return new Checkpoint(
                completeUntil, ledger.marks(completeUntil.minus(SessionSettings.OVERLAP.multipliedBy(2))));
    }
}

package io.github.bingxstream.port;

import io.github.bingxstream.domain.Checkpoint;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the checkpoint of one account's stream from one process to the next.
 *
 * <ul>
 *   <li><b>What is kept</b> (CS-1 to CS-8): {@link #load} returns what the last {@link #save} that returned normally was given, to
 *       the last digit and also in another process, or empty when there was none.
 *   <li><b>Saving is atomic</b> (CS-9, CS-10): whenever the process dies, the next one loads the old checkpoint or the new one
 *       whole, and can save.
 *   <li><b>Threads</b> (CS-11): both methods may block. The stream calls {@link #load} once, on the thread that opens it, and then
 *       {@link #save} on the thread that calls the sink, after the sink has returned, one call at a time: whenever no event
 *       waits, and every 5 ms at most while some do.
 *   <li><b>Damage</b> (CS-12, CS-13): a checkpoint that cannot be read back is a failure, never an empty answer: to start afresh in
 *       silence would hide what was missed.
 * </ul>
 *
 * <p>Each number is a rule with a reason and a test: see {@code docs/contract.md}.
 */
public interface CheckpointStore {

    /** Returns the checkpoint that was saved last; empty when none was. */
    Optional<Checkpoint> load() throws IOException;

    /** Replaces the checkpoint. One that fails is counted and reported, and the next one is tried as if nothing had happened. */
    void save(Checkpoint checkpoint) throws IOException;
}

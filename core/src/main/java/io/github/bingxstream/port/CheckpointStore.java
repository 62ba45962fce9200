package io.github.bingxstream.port;

import io.github.bingxstream.domain.Checkpoint;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the checkpoint of one account's stream from one process to the next.
 *
 * <ul>
 *   <li><b>CS-1</b> {@link #load} returns what the last {@link #save} that returned normally was given, also in another
 *       process, or empty when there was none.
 *   <li><b>CS-2</b> Saving is atomic: whenever the process dies, the next one loads the old checkpoint or the new one whole.
 *   <li><b>CS-3</b> Both methods may block. The stream calls {@link #load} once, on the thread that opens it, and then
 *       {@link #save} on the thread that calls the sink, after the sink has returned, one call at a time.
 *   <li><b>CS-4</b> A checkpoint that cannot be read back is a failure, never an empty answer: to start afresh in silence would
 *       hide what was missed.
 * </ul>
 */
public interface CheckpointStore {

    /** Returns the checkpoint that was saved last; empty when none was. */
    Optional<Checkpoint> load() throws IOException;

    /** Replaces the checkpoint. One that fails is counted and reported, and the next one is tried as if nothing had happened. */
    void save(Checkpoint checkpoint) throws IOException;
}

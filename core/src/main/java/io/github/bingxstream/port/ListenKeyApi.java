package io.github.bingxstream.port;

import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import java.util.concurrent.CompletionStage;

/**
 * The life of a listen key: generated, extended, deleted. A key is valid for 60 minutes from its generation or its last
 * extension ("Listen Key", account stream docs).
 *
 * <ul>
 *   <li><b>LK-1</b> The methods return promptly; their stages complete within the call's time limit plus the wait that the
 *       exchange's request limits impose, and normally: every refusal and every failure is an {@link Outcome}.
 *   <li><b>LK-2</b> {@link #generate} may return the key that is already in use.
 *   <li><b>LK-3</b> A lost answer is a failure; calling again is harmless.
 *   <li><b>LK-4</b> The methods may be called by several threads at once, and from within a completing stage.
 * </ul>
 */
public interface ListenKeyApi {

    /** Generates a key, or returns the one that is alive. */
    CompletionStage<Outcome<ListenKey>> generate();

    /** Extends a key's validity to 60 minutes from now. */
    CompletionStage<Outcome<KeyExtension>> extend(ListenKey key);

    /** Deletes a key, which silences every connection that uses it. A key that does not exist counts as deleted. */
    CompletionStage<Outcome<KeyDeletion>> delete(ListenKey key);
}

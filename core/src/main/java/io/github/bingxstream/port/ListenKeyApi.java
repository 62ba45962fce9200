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
 *   <li><b>Life</b> (LK-1 to LK-8): {@link #generate} gives a living key, which may be the one that is in use. A key that is dead
 *       is an answer, {@code GONE}, and no refusal.
 *   <li><b>Outcomes</b> (LK-9 to LK-12, LK-14): the stages complete within the call's time limit plus the wait that the exchange's
 *       request limits impose, and normally: every refusal and every failure is an {@link Outcome}. A lost answer is a failure;
 *       calling again is harmless.
 *   <li><b>Calls</b> (LK-13, LK-15, LK-16): the methods return promptly, and may be called by several threads at once and from
 *       within a completing stage.
 *   <li><b>Discretion</b> (LK-17): no outcome shows a key.
 * </ul>
 *
 * <p>Each number is a rule with a reason and a test: see {@code docs/contract.md}.
 */
public interface ListenKeyApi {

    /** Generates a key, or returns the one that is alive. */
    CompletionStage<Outcome<ListenKey>> generate();

    /** Extends a key's validity to 60 minutes from now. */
    CompletionStage<Outcome<KeyExtension>> extend(ListenKey key);

    /** Deletes a key, which silences every connection that uses it. A key that does not exist counts as deleted. */
    CompletionStage<Outcome<KeyDeletion>> delete(ListenKey key);
}

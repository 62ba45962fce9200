package io.github.bingxstream.testkit.listenkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.testkit.contract.Rule;
import io.github.bingxstream.testkit.contract.RuleNames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link ListenKeyApi}, rule by rule: extend it in a test, and supply what is under test and the exchange behind
 * it. A time limit for calls of a second or two saves minutes, and changes no rule.
 */
@Timeout(60)
@DisplayNameGeneration(RuleNames.class)
public abstract class ListenKeyContract {

    /** More than any implementation answers before the caller's thread gets on. */
    private static final int CHAINS_MAX = 100;

    /** A key that no exchange ever gave. */
    protected static final ListenKey UNKNOWN =
            new ListenKey("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");

    /** For subclasses. */
    protected ListenKeyContract() {}

    /** Returns what is under test, the same each time within one test. */
    protected abstract ListenKeyApi api();

    /** Lets every listen key that the exchange has given die. */
    protected abstract void expireKeys();

    /** Lets something become of the next call, and of no other. */
    protected abstract void trouble(Trouble next);

    /** Returns how long to wait for what has to happen. Longer costs nothing where everything works. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    @Rule(
            number = "LK-1",
            says = "generate answers with a key that is alive",
            because = "a stream that is opened with a dead key connects, and stays silent")
    public void lk1_generate_answers_with_a_key_that_is_alive() {
        assertThat(answered(api().extend(generated()))).isEqualTo(KeyExtension.EXTENDED);
    }

    @Rule(
            number = "LK-2",
            says = "generate answers with a living key each time, which may be the one that is in use",
            because = "the exchange does as it likes, and a rotation has to work either way")
    public void lk2_generate_answers_with_a_living_key_each_time() {
        for (int i = 0; i < 3; i++) {
            assertThat(answered(api().extend(generated()))).isEqualTo(KeyExtension.EXTENDED);
        }
    }

    @Rule(
            number = "LK-3",
            says = "a living key can be extended again and again",
            because = "a stream extends one key for months")
    public void lk3_a_living_key_can_be_extended_again_and_again() {
        ListenKey key = generated();
        for (int i = 0; i < 3; i++) {
            assertThat(answered(api().extend(key))).isEqualTo(KeyExtension.EXTENDED);
        }
    }

    @Rule(
            number = "LK-4",
            says = "the extension of a key that has died, or never was, is answered with GONE",
            because = "that is no refusal to stop at: the session generates another one")
    public void lk4_the_extension_of_a_dead_key_is_answered_with_gone() {
        ListenKey key = generated();
        expireKeys();

        assertThat(answered(api().extend(key))).isEqualTo(KeyExtension.GONE);
        assertThat(answered(api().extend(UNKNOWN))).isEqualTo(KeyExtension.GONE);
    }

    @Rule(
            number = "LK-5",
            says = "an extension that is answered with no content is UNCERTAIN",
            because = "the documents explain status 204 in two ways, and one of them is that nothing was done")
    public void lk5_an_extension_that_is_answered_with_no_content_is_uncertain() {
        ListenKey key = generated();
        trouble(Trouble.NO_CONTENT);

        assertThat(answered(api().extend(key))).isEqualTo(KeyExtension.UNCERTAIN);
    }

    @Rule(
            number = "LK-6",
            says = "a key that was deleted is dead",
            because = "who deletes a key wants nobody to listen any more")
    public void lk6_a_key_that_was_deleted_is_dead() {
        ListenKey key = generated();

        assertThat(answered(api().delete(key))).isEqualTo(KeyDeletion.DELETED);
        assertThat(answered(api().extend(key))).isEqualTo(KeyExtension.GONE);
    }

    @Rule(
            number = "LK-7",
            says = "the deletion of a key that does not exist is answered with GONE",
            because = "what was wanted is so, and a shutdown may not fail over it")
    public void lk7_the_deletion_of_a_key_that_does_not_exist_is_answered_with_gone() {
        assertThat(answered(api().delete(UNKNOWN))).isEqualTo(KeyDeletion.GONE);

        ListenKey key = generated();
        answered(api().delete(key));
        assertThat(answered(api().delete(key))).isEqualTo(KeyDeletion.GONE);
    }

    @Rule(
            number = "LK-8",
            says = "after a deletion generate answers with a living key",
            because = "the next stream of the account begins there")
    public void lk8_after_a_deletion_generate_answers_with_a_living_key() {
        answered(api().delete(generated()));

        assertThat(answered(api().extend(generated()))).isEqualTo(KeyExtension.EXTENDED);
    }

    @Rule(
            number = "LK-9",
            says = "a refusal is an outcome with the exchange's code, and no exception",
            because = "the code decides whether to stop, to wait or to go on")
    public void lk9_a_refusal_is_an_outcome_with_the_exchanges_code() {
        ListenKey key = generated();
        for (Supplier<CompletionStage<? extends Outcome<?>>> call : calls(key)) {
            trouble(Trouble.REFUSED);
            Outcome<?> outcome = outcome(call.get());

            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            assertThat(((Outcome.Refused<?>) outcome).refusal().code()).hasValue(100004);
        }
    }

    @Rule(
            number = "LK-10",
            says = "a lost answer is a failure, UNREACHABLE, and no exception",
            because = "nobody knows whether the exchange did it, and only the session knows what that means")
    public void lk10_a_lost_answer_is_a_failure() {
        ListenKey key = generated();
        for (Supplier<CompletionStage<? extends Outcome<?>>> call : calls(key)) {
            trouble(Trouble.ANSWER_LOST);
            assertThat(failure(call.get()).kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        }
    }

    @Rule(
            number = "LK-11",
            says = "an answer that makes no sense is a failure, MALFORMED_ANSWER, and never a success",
            because = "a key that counts as extended by a firewall's page dies unnoticed")
    public void lk11_an_answer_that_makes_no_sense_is_a_failure() {
        ListenKey key = generated();
        for (Supplier<CompletionStage<? extends Outcome<?>>> call : calls(key)) {
            trouble(Trouble.NONSENSE);
            assertThat(failure(call.get()).kind()).isEqualTo(Failure.Kind.MALFORMED_ANSWER);
        }
    }

    @Rule(
            number = "LK-12",
            says = "to call again after a lost answer is harmless",
            because = "it is all that anybody can do")
    public void lk12_to_call_again_after_a_lost_answer_is_harmless() {
        trouble(Trouble.ANSWER_LOST);
        outcome(api().generate());
        ListenKey key = generated();

        trouble(Trouble.ANSWER_LOST);
        outcome(api().extend(key));
        assertThat(answered(api().extend(key))).isEqualTo(KeyExtension.EXTENDED);

        trouble(Trouble.ANSWER_LOST);
        outcome(api().delete(key));
        assertThat(answered(api().delete(key))).isEqualTo(KeyDeletion.GONE);
    }

    @Rule(
            number = "LK-13",
            says = "the methods return before the exchange has answered",
            because = "the one loop that steps the session makes these calls")
    public void lk13_the_methods_return_before_the_exchange_has_answered() {
        ListenKey key = generated();
        for (Supplier<CompletionStage<? extends Outcome<?>>> call : calls(key)) {
            trouble(Trouble.SILENCE);
            CompletableFuture<CompletionStage<? extends Outcome<?>>> returned = elsewhere(call);
            assertThat(returned).succeedsWithin(patience());
            outcome(returned.join());
        }
    }

    @Rule(
            number = "LK-14",
            says = "a call that nobody answers ends as a failure, UNREACHABLE, when its time is over",
            because = "a session that waits for ever for a key never connects again")
    public void lk14_a_call_that_nobody_answers_ends_as_a_failure() {
        trouble(Trouble.SILENCE);

        assertThat(failure(api().generate()).kind()).isEqualTo(Failure.Kind.UNREACHABLE);
    }

    @Rule(
            number = "LK-15",
            says = "several threads may call at once",
            because = "all streams of an account may share one")
    public void lk15_several_threads_may_call_at_once() {
        ListenKey key = generated();
        List<CompletableFuture<CompletionStage<Outcome<KeyExtension>>>> callers = Stream.generate(
                        () -> elsewhere(() -> api().extend(key)))
                .limit(6)
                .toList();

        for (CompletableFuture<CompletionStage<Outcome<KeyExtension>>> caller : callers) {
            assertThat(caller).succeedsWithin(patience());
            assertThat(outcome(caller.join())).isEqualTo(new Outcome.Answered<>(KeyExtension.EXTENDED));
        }
    }

    @Rule(
            number = "LK-16",
            says = "the methods may be called within a stage that completes",
            because = "the deletion of a key follows the answer to something else")
    public void lk16_the_methods_may_be_called_within_a_stage_that_completes() {
        Thread caller = Thread.currentThread();
        AtomicBoolean isWithin = new AtomicBoolean();
        // A stage that has completed before anybody chains to it runs what is chained on the caller's thread: try
        // again.
        for (int i = 0; i < CHAINS_MAX && !isWithin.get(); i++) {
            CompletionStage<Outcome<KeyExtension>> chained = api().generate().thenCompose(generated -> {
                isWithin.compareAndSet(false, Thread.currentThread() != caller);
                return api().extend(((Outcome.Answered<ListenKey>) generated).value());
            });

            assertThat(answered(chained)).isEqualTo(KeyExtension.EXTENDED);
        }
    }

    @Rule(
            number = "LK-17",
            says = "no outcome shows a listen key, even if the exchange quotes it, and nor does what is under test",
            because = "outcomes are logged, and a key opens the account's stream to whoever reads it")
    public void lk17_no_outcome_shows_a_listen_key() {
        ListenKey key = generated();
        assertThat(outcome(api().generate()).toString()).doesNotContain(key.value());
        for (Trouble each : List.of(Trouble.REFUSED, Trouble.NONSENSE, Trouble.ANSWER_LOST)) {
            trouble(each);
            assertThat(outcome(api().extend(key)).toString()).as("" + each).doesNotContain(key.value());
        }
        assertThat(api().toString()).doesNotContain(key.value());
    }

    // ----------------------------------------------------------------------------------------------------- the bench

    private List<Supplier<CompletionStage<? extends Outcome<?>>>> calls(ListenKey key) {
        return List.of(() -> api().generate(), () -> api().extend(key), () -> api().delete(key));
    }

    private ListenKey generated() {
        return answered(api().generate());
    }

    private <T> T answered(CompletionStage<Outcome<T>> call) {
        Outcome<T> outcome = outcome(call);
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered<T>) outcome).value();
    }

    private Failure failure(CompletionStage<? extends Outcome<?>> call) {
        Outcome<?> outcome = outcome(call);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<?>) outcome).failure();
    }

    private <T> T outcome(CompletionStage<T> call) {
        try {
            return call.toCompletableFuture().get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException thrown) {
            throw new AssertionError("an exception instead of an outcome", thrown);
        } catch (TimeoutException never) {
            throw new AssertionError("no outcome within " + patience(), never);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static <T> CompletableFuture<T> elsewhere(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, task -> {
            Thread thread = new Thread(task, "contract-elsewhere");
            thread.setDaemon(true);
            thread.start();
        });
    }
}

package io.github.bingxstream.testkit.listenkey;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.Treatment;
import io.github.bingxstream.port.ListenKeyApi;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Listen keys in memory: the simplest thing that keeps the contract, and what the witnesses break. */
final class FakeListenKeys implements ListenKeyApi {

    private static final String THREAD = "fake-listen-keys";
    private static final int SILENCE_MILLIS = 200;
    private static final ListenKey LOST = new ListenKey("lost");

    private final Set<KeyBug> bugs = EnumSet.noneOf(KeyBug.class);
    private final Thread owner = Thread.currentThread();
    private final AtomicReference<@Nullable Trouble> next = new AtomicReference<>();
    private final AtomicInteger extensions = new AtomicInteger();
    private final Set<ListenKey> alive = new HashSet<>();
    private int given;
    private volatile boolean gaveUp;

    FakeListenKeys(KeyBug... bugs) {
        this.bugs.addAll(List.of(bugs));
    }

    void trouble(Trouble trouble) {
        next.set(trouble);
    }

    synchronized void expire() {
        alive.clear();
    }

    @Override
    public CompletionStage<Outcome<ListenKey>> generate() {
        return call(LOST, this::make);
    }

    private synchronized Outcome<ListenKey> make() {
        boolean again = has(KeyBug.GIVES_THE_DELETED_KEY_AGAIN) && given > 0;
        ListenKey key = new ListenKey("fake-listen-key-0123456789-" + (again ? given : ++given));
        if (!again
                && !has(KeyBug.GIVES_A_KEY_NOBODY_KNOWS)
                && !(has(KeyBug.GIVES_A_DEAD_KEY_THE_SECOND_TIME) && given == 2)) {
            alive.add(key);
        }
        return new Outcome.Answered<>(key);
    }

    @Override
    public CompletionStage<Outcome<KeyExtension>> extend(ListenKey key) {
        boolean uncertain = next.compareAndSet(Trouble.NO_CONTENT, null);
        return call(key, () -> {
            if (uncertain && !has(KeyBug.TAKES_NO_CONTENT_FOR_AN_EXTENSION)) {
                return new Outcome.Answered<>(KeyExtension.UNCERTAIN);
            }
            if (isAlive(key) && !(has(KeyBug.EXTENDS_ONCE_ONLY) && extensions.getAndIncrement() > 0)) {
                return new Outcome.Answered<>(KeyExtension.EXTENDED);
            }
            return has(KeyBug.REFUSES_TO_EXTEND_A_DEAD_KEY)
                    ? new Outcome.Refused<>(refusal("no such key"))
                    : new Outcome.Answered<>(KeyExtension.GONE);
        });
    }

    @Override
    public CompletionStage<Outcome<KeyDeletion>> delete(ListenKey key) {
        return call(key, () -> {
            synchronized (this) {
                if (has(KeyBug.DELETES_NOTHING) || alive.remove(key)) {
                    return new Outcome.Answered<>(KeyDeletion.DELETED);
                }
            }
            return has(KeyBug.REFUSES_TO_DELETE_A_DEAD_KEY)
                    ? new Outcome.Refused<>(refusal("no such key"))
                    : new Outcome.Answered<>(KeyDeletion.GONE);
        });
    }

    private synchronized boolean isAlive(ListenKey key) {
        return alive.contains(key);
    }

    private <T> CompletionStage<Outcome<T>> call(ListenKey key, Supplier<Outcome<T>> work) {
        Trouble trouble = next.getAndSet(null);
        if ((has(KeyBug.WORKS_ON_ONE_THREAD_ONLY) && Thread.currentThread() != owner)
                || (has(KeyBug.REFUSES_TO_WORK_WITHIN_A_STAGE)
                        && Thread.currentThread().getName().equals(THREAD))) {
            return CompletableFuture.completedFuture(failed(Failure.Kind.LOCAL, "not here"));
        }
        CompletableFuture<Outcome<T>> promised = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(promised, key, trouble, work), THREAD);
        thread.setDaemon(true);
        thread.start();
        if (has(KeyBug.WAITS_IN_CALLS)) {
            promised.join();
        }
        return promised;
    }

    private <T> void complete(
            CompletableFuture<Outcome<T>> promised,
            ListenKey key,
            @Nullable Trouble trouble,
            Supplier<Outcome<T>> work) {
        Outcome<T> outcome = gaveUp ? failed(Failure.Kind.LOCAL, "gave up") : outcome(key, trouble, work);
        if (trouble == Trouble.SILENCE) {
            if (has(KeyBug.WAITS_FOR_EVER)) {
                return;
            }
            pause(has(KeyBug.WAITS_IN_CALLS) ? 50 * SILENCE_MILLIS : SILENCE_MILLIS);
        }
        if ((has(KeyBug.FAILS_WITH_REFUSALS) && outcome instanceof Outcome.Refused)
                || (has(KeyBug.FAILS_WITH_FAILURES) && outcome instanceof Outcome.Failed)) {
            promised.completeExceptionally(new IllegalStateException("no outcome"));
        }
        promised.complete(outcome);
    }

    private <T> Outcome<T> outcome(ListenKey key, @Nullable Trouble trouble, Supplier<Outcome<T>> work) {
        if (trouble == null) {
            return work.get();
        }
        return switch (trouble) {
            case REFUSED -> new Outcome.Refused<>(refusal("not allowed" + told(key)));
            case ANSWER_LOST -> {
                Outcome<T> lost = work.get();
                gaveUp = lost instanceof Outcome.Answered && has(KeyBug.GIVES_UP_AFTER_A_LOST_ANSWER);
                yield failed(Failure.Kind.UNREACHABLE, "lost");
            }
            case NONSENSE, NO_CONTENT ->
                has(KeyBug.TAKES_ANYTHING_FOR_A_SUCCESS)
                        ? work.get()
                        : failed(Failure.Kind.MALFORMED_ANSWER, "a page" + told(key));
            case SILENCE -> failed(Failure.Kind.UNREACHABLE, "no answer in time");
        };
    }

    private String told(ListenKey key) {
        return has(KeyBug.TELLS_THE_KEY) ? ": " + key.value() : "";
    }

    private static <T> Outcome<T> failed(Failure.Kind kind, String detail) {
        return new Outcome.Failed<>(new Failure(kind, detail));
    }

    private static Refusal refusal(String words) {
        return new Refusal(
                OptionalInt.of(100004),
                OptionalInt.of(200),
                words,
                "the API key lacks a permission",
                "grant it",
                Treatment.FATAL,
                Optional.empty());
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean has(KeyBug bug) {
        return bugs.contains(bug);
    }
}

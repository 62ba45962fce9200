package io.github.bingxstream;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Gives a new key each time it is asked, once it is told to answer. */
final class CountingKeys extends FakeListenKeys {
    final AtomicInteger generations = new AtomicInteger();
    final BlockingQueue<ListenKey> extensions = new LinkedBlockingQueue<>();
    volatile CompletableFuture<Void> mayAnswer = CompletableFuture.completedFuture(null);
    volatile boolean fails;
    volatile boolean extensionFails;
    volatile @Nullable ListenKey dead;

    @Override
    public CompletionStage<Outcome<ListenKey>> generate() {
        int number = generations.incrementAndGet();
        Outcome<ListenKey> outcome = fails
                ? new Outcome.Failed<>(new Failure(Failure.Kind.UNREACHABLE, "no answer"))
                : new Outcome.Answered<>(key(number));
        return mayAnswer.thenApply(now -> outcome);
    }

    static ListenKey key(int number) {
        return new ListenKey("stream-test-key-" + number);
    }

    @Override
    public CompletionStage<Outcome<KeyExtension>> extend(ListenKey key) {
        extensions.add(key);
        if (extensionFails) {
            return CompletableFuture.completedFuture(
                    new Outcome.Failed<>(new Failure(Failure.Kind.UNREACHABLE, "no answer")));
        }
        return CompletableFuture.completedFuture(
                new Outcome.Answered<>(key.equals(dead) ? KeyExtension.GONE : KeyExtension.EXTENDED));
    }
}

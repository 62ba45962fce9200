package io.github.bingxstream;

import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.port.ListenKeyApi;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers at once with whatever it was told to. */
class FakeListenKeys implements ListenKeyApi {
    static final ListenKey KEY = new ListenKey("stream-test-key");

    volatile Outcome<ListenKey> answer = new Outcome.Answered<>(KEY);

    @Override
    public CompletionStage<Outcome<ListenKey>> generate() {
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletionStage<Outcome<KeyExtension>> extend(ListenKey key) {
        return CompletableFuture.completedFuture(new Outcome.Answered<>(KeyExtension.EXTENDED));
    }

    @Override
    public CompletionStage<Outcome<KeyDeletion>> delete(ListenKey key) {
        throw new AssertionError("a stream deletes no key by itself");
    }
}

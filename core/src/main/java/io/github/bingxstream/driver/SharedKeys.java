package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.port.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The listen keys of one account, for all its streams. However many streams ask for one, one call is under way; and its answer
 * serves, while it is fresh, every stream that has not had it yet. Who has had it and asks again has found it useless.
 */
final class SharedKeys {

    /** A key is valid for an hour, and is extended at half of it: a minute less does no harm. */
    private static final Duration KEY_FRESH = Duration.ofMinutes(1);

    /** As long as the first backoffs: where one call failed, sixty others would. */
    private static final Duration FAILURE_FRESH = Duration.ofSeconds(5);

    /** A port that never answers breaks its contract; the next one to ask is not to wait for it. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(5);

    private final SharedConnections connections;
    private final Ticker ticker;
    private @Nullable Call underWay;
    private @Nullable Call last;
    private long calls;

    SharedKeys(SharedConnections connections, Ticker ticker) {
        this.connections = connections;
        this.ticker = ticker;
    }

    /** One call, from when it was made to when its answer is no longer of use. */
    private static final class Call {
        private final long number;
        private final ListenKeyApi caller;
        private final CompletableFuture<Outcome<ListenKey>> answer = new CompletableFuture<>();
        private final Moment startedAt;
        private Moment freshUntil;

        Call(long number, ListenKeyApi caller, Moment now) {
            this.number = number;
            this.caller = caller;
            this.startedAt = now;
            this.freshUntil = now;
        }
    }

    /** Returns the port of one stream, over its own. */
    ListenKeyApi of(Connections stream, ListenKeyApi own) {
        return new OfStream(stream, own);
    }

    private final class OfStream implements ListenKeyApi {
        private final Connections stream;
        private final ListenKeyApi own;

        /** The number of the last call whose answer it got. Guarded by the shared keys. */
        private long had;

        OfStream(Connections stream, ListenKeyApi own) {
            this.stream = stream;
            this.own = own;
        }

        @Override
        public CompletionStage<Outcome<ListenKey>> generate() {
            Call call;
            boolean shared;
            synchronized (SharedKeys.this) {
                Call there = shareable(had);
                shared = there != null;
                call = there != null ? there : begin(own);
                had = call.number;
            }
            if (shared) {
                // The stream that asked may have ended meanwhile, its call with it.
                return call.answer.thenCompose(
                        outcome -> isLocal(outcome) ? generate() : CompletableFuture.completedFuture(outcome));
            }
            make(call, stream);
            return call.answer;
        }

        @Override
        public CompletionStage<Outcome<KeyExtension>> extend(ListenKey key) {
            return own.extend(key);
        }

        @Override
        public CompletionStage<Outcome<KeyDeletion>> delete(ListenKey key) {
            return own.delete(key);
        }
    }

    private @Nullable Call shareable(long had) {
        Moment now = ticker.now();
        if (underWay != null && !now.hasReached(underWay.startedAt.plus(GIVEN_UP_AFTER))) {
            return underWay;
        }
        return last != null && last.number > had && !now.hasReached(last.freshUntil) ? last : null;
    }

    private Call begin(ListenKeyApi caller) {
        calls++;
        Call call = new Call(calls, caller, ticker.now());
        underWay = call;
        return call;
    }

    /** A stream that joins takes the key that is in use, once an extension has shown that it is alive. */
    private void make(Call call, Connections stream) {
        boolean rotates = connections.serve(stream);
        Optional<ListenKey> living = rotates ? Optional.empty() : connections.livingKey();
        if (rotates) {
            connections.rotateAllBut(stream);
        }
        CompletionStage<Outcome<ListenKey>> outcome;
        try {
            outcome = Objects.requireNonNull(
                    living.isPresent() ? extended(call.caller, living.get()) : call.caller.generate(),
                    "a port answered with nothing");
        } catch (RuntimeException e) {
            outcome = CompletableFuture.failedStage(e);
        }
        outcome.whenComplete((answer, broken) -> complete(call, answer, broken));
    }

    private static CompletionStage<Outcome<ListenKey>> extended(ListenKeyApi caller, ListenKey key) {
        return caller.extend(key)
                .thenCompose(extension -> extension instanceof Outcome.Answered<KeyExtension> answered
                                && answered.value() == KeyExtension.EXTENDED
                        ? CompletableFuture.completedFuture(new Outcome.Answered<>(key))
                        : caller.generate());
    }

    private void complete(Call call, Outcome<ListenKey> outcome, @Nullable Throwable broken) {
        synchronized (this) {
            if (underWay == call) {
                underWay = null;
            }
            if (broken == null && !isLocal(outcome)) {
                call.freshUntil = ticker.now().plus(outcome instanceof Outcome.Answered<?> ? KEY_FRESH : FAILURE_FRESH);
                last = call;
            }
        }
        if (broken == null) {
            call.answer.complete(outcome);
        } else {
            call.answer.completeExceptionally(broken);
        }
    }

    /** Returns whether a call failed on our side, which says nothing about anybody else's. */
    static boolean isLocal(Outcome<?> outcome) {
        return outcome instanceof Outcome.Failed<?> failed && failed.failure().kind() == Failure.Kind.LOCAL;
    }
}

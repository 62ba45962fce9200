package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Treatment;
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
 * serves, while it is fresh, every stream that has not had that key yet. Who has had it and asks again has found it useless, unless
 * others are still connected with it.
 */
final class SharedKeys {

    /** Streams that open together come within seconds; who comes later has the key extended first. */
    private static final Duration KEY_FRESH = Duration.ofSeconds(10);

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
        connections.onGivenUp(this::forget);
    }

    /** One call, from when it was made to when its answer is no longer of use. */
    private static final class Call {
        private final long number;
        private Optional<ListenKey> extended;
        private final CompletableFuture<Outcome<ListenKey>> answer = new CompletableFuture<>();
        private Moment freshUntil;
        private @Nullable ListenKey key;

        /** Whether the key that it extends was given up meanwhile. */
        private boolean vain;

        /**
         * Begins a call.
         *
         * @param extended the key that is to be extended; empty when one is to be generated
         */
        Call(long number, Optional<ListenKey> extended, Moment now) {
            this.number = number;
            this.extended = extended;
            this.key = extended.orElse(null);
            this.freshUntil = now.plus(GIVEN_UP_AFTER);
        }
    }

    /** Returns the port of one stream, over its own. */
    ListenKeyApi of(Connections stream, ListenKeyApi own) {
        return new OfStream(stream, own);
    }

    private final class OfStream implements ListenKeyApi {
        private final Connections stream;
        private final ListenKeyApi own;

        /** The number of the last call whose answer it got, and its last key. Guarded by the shared keys. */
        private long had;

        private @Nullable ListenKey hadKey;

        OfStream(Connections stream, ListenKeyApi own) {
            this.stream = stream;
            this.own = own;
        }

        @Override
        public CompletionStage<Outcome<ListenKey>> generate() {
            boolean serves = connections.serve(stream);
            // Who was told to rotate may get its turn long after the one that told it; there is a new key then.
            // What others are connected with nobody has given up, whoever has had it.
            Optional<ListenKey> living = serves ? connections.newerKey(stream) : connections.livingKey();
            boolean rotates = serves && living.isEmpty();
            Call call;
            boolean shared;
            synchronized (SharedKeys.this) {
                Call there = shareable(this, rotates, living);
                shared = there != null;
                call = there != null ? there : begin(living);
                had = call.number;
            }
            if (!shared) {
                // What was given up a moment ago found no call to tell of it.
                living.filter(key -> !connections.use(key)).ifPresent(SharedKeys.this::forget);
                make(call, stream, own, rotates);
            }
            return call.answer
                    .thenCompose(outcome -> isVain(call) || (shared && concernsAskerAlone(outcome))
                            ? generate()
                            : CompletableFuture.completedFuture(outcome))
                    .thenApply(this::noted);
        }

        private Outcome<ListenKey> noted(Outcome<ListenKey> outcome) {
            if (outcome instanceof Outcome.Answered<ListenKey> answered) {
                synchronized (SharedKeys.this) {
                    hadKey = answered.value();
                }
            }
            return outcome;
        }

        @Override
        public CompletionStage<Outcome<KeyExtension>> extend(ListenKey key) {
            return own.extend(key);
        }

        @Override
        public CompletionStage<Outcome<KeyDeletion>> delete(ListenKey key) {
            forget(key);
            return own.delete(key);
        }
    }

    /** Who rotates wants another key than the one in use, and who has had one and is not to join others with it knows it already. */
    private @Nullable Call shareable(OfStream asker, boolean rotates, Optional<ListenKey> living) {
        Moment now = ticker.now();
        for (Call call : new Call[] {underWay, last}) {
            if (call != null
                    && call.number > asker.had
                    && !now.hasReached(call.freshUntil)
                    && !(rotates && call.extended.isPresent())
                    && (call.key == null
                            || !call.key.equals(asker.hadKey)
                            || living.filter(call.key::equals).isPresent())) {
                return call;
            }
        }
        return null;
    }

    private Call begin(Optional<ListenKey> living) {
        calls++;
        Call call = new Call(calls, living, ticker.now());
        underWay = call;
        return call;
    }

    /** A key that is given up or deleted serves nobody any more. */
    private synchronized void forget(ListenKey key) {
        if (underWay != null && key.equals(underWay.key)) {
            underWay.vain = true;
            underWay = null;
        }
        if (last != null && key.equals(last.key)) {
            last = null;
        }
    }

    /** A stream that joins takes the key that is in use, once an extension has shown that it is alive. */
    private void make(Call call, Connections stream, ListenKeyApi own, boolean rotates) {
        CompletionStage<Outcome<ListenKey>> outcome;
        try {
            outcome = Objects.requireNonNull(
                    call.extended.isPresent() ? extended(call, own, call.extended.get()) : own.generate(),
                    "a port answered with nothing");
        } catch (RuntimeException e) {
            outcome = CompletableFuture.failedStage(e);
        }
        outcome.whenComplete((answer, broken) -> {
            complete(call, answer, broken);
            if (rotates && answer instanceof Outcome.Answered<ListenKey> answered) {
                // Not before: as long as there is no key, whoever tries in vain backs off alone.
                connections.rotateAllBut(stream, answered.value());
            }
        });
    }

    /**
     * A key that turns out to be dead is dead for all. Where nobody knows, none is generated: a new one could kill the one that
     * the others use.
     */
    private CompletionStage<Outcome<ListenKey>> extended(Call call, ListenKeyApi own, ListenKey key) {
        return own.extend(key).thenCompose(extension -> {
            boolean gone = extension instanceof Outcome.Answered<KeyExtension> answered
                    && answered.value() == KeyExtension.GONE;
            boolean dead = extension instanceof Outcome.Refused<KeyExtension> refused
                    && refused.refusal().treatment() == Treatment.KEY_DEAD;
            if ((gone || dead) && generates(call)) {
                connections.giveUp(key);
                return own.generate();
            }
            return CompletableFuture.completedFuture(extension.map(alive -> key));
        });
    }

    /**
     * From now on it is a call for a new key, which those may share who have had the old one; unless others have made one
     * meanwhile.
     */
    private synchronized boolean generates(Call call) {
        if (!call.vain) {
            call.extended = Optional.empty();
            call.key = null;
        }
        return !call.vain;
    }

    private synchronized boolean isVain(Call call) {
        return call.vain;
    }

    private void complete(Call call, Outcome<ListenKey> outcome, @Nullable Throwable broken) {
        synchronized (this) {
            if (underWay == call) {
                underWay = null;
            }
            if (broken == null && !concernsAskerAlone(outcome) && !call.vain) {
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

    /**
     * Returns whether an outcome says nothing about the calls of others: a stream that has ended takes its call with it, and a
     * refusal for good may be for a wrong secret, which only one of them has.
     */
    static boolean concernsAskerAlone(Outcome<?> outcome) {
        return (outcome instanceof Outcome.Failed<?> failed && failed.failure().kind() == Failure.Kind.LOCAL)
                || (outcome instanceof Outcome.Refused<?> refused
                        && refused.refusal().treatment() == Treatment.FATAL);
    }
}

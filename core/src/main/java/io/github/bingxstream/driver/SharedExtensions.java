package io.github.bingxstream.driver;

import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.port.ListenKeyApi;
import io.github.bingxstream.port.Ticker;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionSettings;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of one account's listen keys, for all its streams. Who wants one while another stream's call for the same key is
 * under way waits for that one, and one that is granted counts for all that are connected with the key. They hear when it was asked
 * for, so that nobody takes the key for younger than it is.
 */
final class SharedExtensions {

    private final SharedConnections connections;
    private final Ticker ticker;
    private @Nullable Call underWay;

    SharedExtensions(SharedConnections connections, Ticker ticker) {
        this.connections = connections;
        this.ticker = ticker;
    }

    private record Call(ListenKey key, Now askedAt, CompletableFuture<Outcome<KeyExtension>> answer) {}

    /** Returns whether all that are connected with the key have been told already. */
    static boolean isGranted(@Nullable Outcome<KeyExtension> outcome) {
        return outcome instanceof Outcome.Answered<KeyExtension> answered && answered.value() == KeyExtension.EXTENDED;
    }

    /** Extends a key over the port of one stream, or waits for the extension of another one. */
    CompletionStage<Outcome<KeyExtension>> extend(ListenKeyApi own, ListenKey key, Now askedAt) {
        Call wanted = new Call(key, askedAt, new CompletableFuture<>());
        Call call = underWayOr(wanted);
        if (call.equals(wanted)) {
            make(call, own);
            return call.answer;
        }
        return call.answer.thenCompose(outcome -> SharedKeys.concernsAskerAlone(outcome)
                ? extend(own, key, askedAt)
                : CompletableFuture.completedFuture(outcome));
    }

    /** Returns the call for the same key that is under way, or else this one, which then is. */
    private synchronized Call underWayOr(Call wanted) {
        Call there = underWay;
        if (there != null
                && there.key.equals(wanted.key)
                // A session that has waited so long asks again, and that call is to be made.
                && !ticker.now().hasReached(there.askedAt.moment().plus(SessionSettings.EXTENSION_ANSWER_LIMIT))) {
            return there;
        }
        underWay = wanted;
        return wanted;
    }

    private void make(Call call, ListenKeyApi own) {
        CompletionStage<Outcome<KeyExtension>> stage;
        try {
            stage = Objects.requireNonNull(own.extend(call.key), "a port answered with nothing");
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedStage(e);
        }
        stage.whenComplete((outcome, broken) -> {
            synchronized (this) {
                underWay = call.equals(underWay) ? null : underWay;
            }
            if (broken != null) {
                call.answer.completeExceptionally(broken);
                return;
            }
            if (isGranted(outcome)) {
                connections.extended(call.key, call.askedAt);
            }
            call.answer.complete(outcome);
        });
    }
}

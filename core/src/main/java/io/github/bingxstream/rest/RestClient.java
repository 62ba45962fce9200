package io.github.bingxstream.rest;

import io.github.bingxstream.codec.RestAnswers;
import io.github.bingxstream.codec.RestAnswers.Rejection;
import io.github.bingxstream.domain.Outcome;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Starts calls, and keeps the clock that they are signed with right. */
final class RestClient {

    private final RestSettings settings;
    private final Set<RestCall<?>> open = ConcurrentHashMap.newKeySet(2);
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> correction = new AtomicReference<>();
    private volatile boolean closed;

    RestClient(RestSettings settings) {
        this.settings = settings;
    }

    <T> CompletionStage<Outcome<T>> call(Endpoint endpoint, CanonicalQuery parameters, Reading<T> reading) {
        RestCall<T> call = new RestCall<>(this, settings, endpoint, parameters, reading);
        open.add(call);
        if (closed) {
            call.cancel();
        } else {
            call.start();
        }
        return call.outcome().minimalCompletionStage();
    }

    /**
     * Asks the exchange for its time, unless another call did so since.
     *
     * @param seen how often the clock had been corrected when the refused request was signed
     * @return whether the clock is another than it was
     */
    CompletionStage<Boolean> correctClock(long seen) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> running = correction.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        if (settings.clock().corrections() != seen) {
            return corrected(mine, true);
        }
        call(Endpoint.SERVER_TIME, CanonicalQuery.empty(), this::correct)
                .whenComplete((outcome, error) -> corrected(mine, outcome instanceof Outcome.Answered<?>));
        return mine;
    }

    void forget(RestCall<?> call) {
        open.remove(call);
    }

    /** Ends all calls under way, and all that are still to come. */
    void close() {
        closed = true;
        open.forEach(RestCall::cancel);
    }

    private CompletionStage<Boolean> corrected(CompletableFuture<Boolean> mine, boolean whether) {
        correction.set(null);
        mine.complete(whether);
        return mine;
    }

    private Either<Rejection, Instant> correct(Reading.Answer answer) {
        return RestAnswers.serverTime(answer.response().body())
                .peek(theirs -> settings.clock().correct(answer.departure(), answer.arrival(), theirs));
    }
}

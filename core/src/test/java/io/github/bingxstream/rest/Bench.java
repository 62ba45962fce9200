package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.VirtualTime;
import io.github.bingxstream.domain.Credentials;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** A {@link BingxRest} over a scripted exchange, in virtual time, with the credentials of the published test vectors. */
final class Bench {

    static final Credentials CREDENTIALS = new Credentials("test-api-key-0001", "test-secret-key-0001");
    static final ListenKey LISTEN_KEY =
            new ListenKey("a8ea75681542e66f1a50a1616dd06ed77dab61baa0c296bca03a9b13ee5f2dd7");
    static final String SUCCESS = "{\"code\":0,\"msg\":\"\",\"data\":{}}";
    static final String NO_BALANCES = "{\"code\":0,\"msg\":\"\",\"data\":{\"balances\":[]}}";
    static final String CLOCK_REFUSED =
            "{\"code\":100421,\"msg\":\"Null timestamp or timestamp mismatch\",\"timestamp\":1730380897367}";

    final VirtualTime time = new VirtualTime();
    final ScriptedHttp http = new ScriptedHttp();
    final RequestBudget budget = new RequestBudget();
    final BingxRest rest;

    Bench() {
        this(builder -> builder);
    }

    Bench(UnaryOperator<BingxRest.Builder> configuration) {
        rest = configuration
                .apply(BingxRest.builder()
                        .signer(new HmacSigner(CREDENTIALS))
                        .http(http)
                        .clock(time.wallClock())
                        .ticker(time)
                        .scheduler(time)
                        .budget(budget))
                .build();
    }

    /** An answer of the time endpoint. */
    static String serverTime(long epochMillis) {
        return "{\"code\":0,\"msg\":\"\",\"data\":{\"serverTime\":" + epochMillis + "}}";
    }

    static String refusal(int code, String message) {
        return "{\"code\":" + code + ",\"msg\":\"" + message + "\"}";
    }

    static boolean isDone(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }

    static <T> Outcome<T> outcome(CompletionStage<Outcome<T>> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }

    static <T> T answered(CompletionStage<Outcome<T>> stage) {
        Outcome<T> outcome = outcome(stage);
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered<T>) outcome).value();
    }

    static <T> Refusal refused(CompletionStage<Outcome<T>> stage) {
        Outcome<T> outcome = outcome(stage);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<T>) outcome).refusal();
    }

    static <T> Failure failed(CompletionStage<Outcome<T>> stage) {
        Outcome<T> outcome = outcome(stage);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<T>) outcome).failure();
    }
}

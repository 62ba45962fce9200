package io.github.bingxstream.rest;

import io.github.bingxstream.codec.RestAnswers;
import io.github.bingxstream.codec.RestAnswers.Rejection;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.Treatment;
import io.github.bingxstream.port.HttpTransport.Response;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its first attempt to its outcome: take a turn, sign, send, judge.
 *
 * <p>An attempt that got no answer goes to the next host; any answer at all is final ("Base URLs", official skill files),
 * but for a wrong timestamp, after which the clock is corrected and the call made once more. So there are at most as many
 * attempts as hosts and one more. The steps follow one another, never two at a time.
 *
 * @param <T> what a success holds
 */
final class RestCall<T> {

    /** How many turns a call may miss because the scheduler was late, before it is given up. */
    private static final int TURNS_MAX = 3;

    private static final Pattern URL = Pattern.compile("\\w+://\\S+");

    private final RestClient client;
    private final RestSettings settings;
    private final Endpoint endpoint;
    private final CanonicalQuery parameters;
    private final Reading<T> reading;

    private final CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();
    private final List<String> unreachable = new ArrayList<>();
    private volatile @Nullable Future<?> timer;
    private String apiKey = "";
    private Moment waitsUntil;
    private int turns;
    private boolean clockCorrected;

    RestCall(
            RestClient client,
            RestSettings settings,
            Endpoint endpoint,
            CanonicalQuery parameters,
            Reading<T> reading) {
        this.client = client;
        this.settings = settings;
        this.endpoint = endpoint;
        this.parameters = parameters;
        this.reading = reading;
        this.waitsUntil = settings.ticker().now();
    }

    CompletableFuture<Outcome<T>> outcome() {
        return outcome;
    }

    void start() {
        safely(this::attempt);
    }

    /** Ends the call, if it has not ended yet. */
    void cancel() {
        fail(Failure.Kind.LOCAL, "the call was cancelled, because its BingxRest is closed");
        Future<?> waiting = timer;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    private void attempt() {
        turns = 0;
        waitsUntil = settings.ticker().now().plus(RequestBudget.WAIT_MAX);
        takeTurn();
    }

    private void takeTurn() {
        Moment now = settings.ticker().now();
        apiKey = endpoint.isSigned() ? settings.signer().apiKey() : "";
        RequestBudget.Admission admission = settings.budget().admit(apiKey, endpoint.group(), now);
        if (admission.comesBack() && waitsUntil.hasReached(admission.at())) {
            delay(admission.at().since(now), this::takeTurn);
            return;
        }
        turns++;
        if (!admission.granted() || turns > TURNS_MAX) {
            refuseUnsent(admission.at(), now);
        } else {
            awaitTurn(admission.at());
        }
    }

    private void awaitTurn(Moment turn) {
        Moment now = settings.ticker().now();
        if (!now.hasReached(turn)) {
            delay(turn.since(now), () -> awaitTurn(turn));
            return;
        }
        Optional<Moment> pausedUntil = settings.budget().pausedUntil(apiKey, endpoint.group(), now);
        if (pausedUntil.isPresent()) {
            refuseUnsent(pausedUntil.get(), now);
        } else if (now.since(turn).compareTo(RequestBudget.LATENESS_MAX) > 0) {
            // All calls that waited out a stall of the scheduler are late together, and would go in one burst.
            takeTurn();
        } else {
            send();
        }
    }

    private void delay(Duration wait, Runnable step) {
        try {
            timer = settings.scheduler().schedule(() -> safely(step), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            fail(
                    Failure.Kind.LOCAL,
                    "the scheduler takes no more tasks: it was shut down before the stream was closed");
        }
    }

    private void send() {
        URI host = settings.hosts().get(unreachable.size());
        long corrections = settings.clock().corrections();
        ServerClock.Departure departure =
                settings.clock().depart(settings.ticker().now());
        SignedRequest.of(settings, endpoint, parameters, host, settings.clock().now())
                .peekLeft(failure -> end(new Outcome.Failed<>(failure)))
                .peek(request -> settings.http()
                        .send(request.http())
                        .whenComplete((response, error) -> safely(() -> {
                            if (response == null) {
                                unanswered(host, request.redaction(), error);
                            } else {
                                answered(request, response, departure, corrections);
                            }
                        })));
    }

    private void unanswered(URI host, Redaction redaction, @Nullable Throwable error) {
        Throwable cause = unwrapped(error);
        if (!(cause instanceof IOException)) {
            fail(Failure.Kind.LOCAL, "the HTTP transport failed: " + nameOf(cause));
            return;
        }
        // HT-26 keeps secrets out of the message; URLs and what this request knows to be secret go all the same.
        String message = Objects.requireNonNullElse(cause.getMessage(), "");
        String words = redaction.clean(URL.matcher(message).replaceAll("[url]"));
        unreachable.add(host.getRawAuthority() + " (" + (words.isEmpty() ? nameOf(cause) : words) + ")");
        if (unreachable.size() < settings.hosts().size()) {
            attempt();
        } else {
            fail(Failure.Kind.UNREACHABLE, "no answer from " + String.join(", ", unreachable));
        }
    }

    private void answered(SignedRequest request, Response response, ServerClock.Departure departure, long corrections) {
        Instant now = settings.clock().now();
        Verdict.refusal(endpoint, response.status(), RestAnswers.envelope(response.body()), request.redaction(), now)
                .ifPresentOrElse(
                        refusal -> refused(refusal, now, corrections),
                        () -> accepted(
                                request,
                                new Reading.Answer(
                                        response, departure, settings.ticker().now())));
    }

    private void accepted(SignedRequest request, Reading.Answer answer) {
        Either<Rejection, T> read = reading.accepted(answer);
        if (read.isRight()) {
            end(new Outcome.Answered<>(read.get()));
        } else {
            fail(
                    Failure.Kind.MALFORMED_ANSWER,
                    request.redaction().clean(read.getLeft().why()));
        }
    }

    private void refused(Refusal refusal, Instant now, long corrections) {
        Penalty.of(refusal, now).ifPresent(this::pause);
        if (refusal.treatment() != Treatment.RESYNC_CLOCK || clockCorrected || !endpoint.isSigned()) {
            end(reading.refused(refusal));
            return;
        }
        clockCorrected = true;
        client.correctClock(corrections)
                .whenComplete((corrected, error) -> safely(() -> {
                    if (Boolean.TRUE.equals(corrected)) {
                        attempt();
                    } else {
                        end(reading.refused(refusal));
                    }
                }));
    }

    private void pause(Penalty penalty) {
        Moment now = settings.ticker().now();
        Moment until = now.plus(penalty.length());
        switch (penalty.scope()) {
            case KEY -> settings.budget().pauseUntil(apiKey, endpoint.group(), now, until);
            case GROUP -> settings.budget().pauseUntil(endpoint.group(), until);
            case ADDRESS -> settings.budget().pauseUntil(until);
        }
    }

    private void refuseUnsent(Moment until, Moment now) {
        end(reading.refused(new Refusal(
                OptionalInt.empty(),
                OptionalInt.empty(),
                "",
                "the request was not sent: the exchange has imposed a pause, or its request limit is used up",
                "wait; share one RequestBudget among all streams of the process",
                Treatment.BACK_OFF,
                Optional.of(settings.clock().now().plus(until.since(now))))));
    }

    /** Runs a step; should it throw, against all expectation, the call fails and does not hang. */
    private void safely(Runnable step) {
        if (outcome.isDone()) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fail(Failure.Kind.LOCAL, "a step of the call failed: " + nameOf(e));
        }
    }

    private void fail(Failure.Kind kind, String detail) {
        end(new Outcome.Failed<>(new Failure(kind, detail)));
    }

    private void end(Outcome<T> how) {
        client.forget(this);
        outcome.complete(how);
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable error) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Messages of exceptions may quote the URL, which is signed: only their names are shown. */
    private static String nameOf(@Nullable Throwable error) {
        return error == null ? "no answer and no error" : error.getClass().getName();
    }
}

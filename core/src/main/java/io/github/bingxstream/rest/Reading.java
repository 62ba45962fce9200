package io.github.bingxstream.rest;

import io.github.bingxstream.codec.RestAnswers.Rejection;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.port.HttpTransport;
import io.vavr.control.Either;
import java.util.function.Function;

/**
 * What the answers to one kind of call mean.
 *
 * @param <T> what a success holds
 */
interface Reading<T> {

    /** Reads an answer with a success status and no error code. */
    Either<Rejection, T> accepted(Answer answer);

    /** Reads a refusal, which for some calls is an answer too. */
    default Outcome<T> refused(Refusal refusal) {
        return new Outcome.Refused<>(refusal);
    }

    /** Reads the body of a success, and takes every refusal for one. */
    static <T> Reading<T> ofBody(Function<String, Either<Rejection, T>> parser) {
        return answer -> parser.apply(answer.response().body());
    }

    /**
     * An answer, with what measures its round trip.
     *
     * @param departure when the request left
     * @param arrival when the answer came
     */
    record Answer(HttpTransport.Response response, ServerClock.Departure departure, Moment arrival) {}
}

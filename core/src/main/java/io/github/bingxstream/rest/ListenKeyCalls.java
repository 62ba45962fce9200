package io.github.bingxstream.rest;

import io.github.bingxstream.codec.RestAnswers;
import io.github.bingxstream.codec.RestAnswers.Rejection;
import io.github.bingxstream.domain.KeyDeletion;
import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.port.HttpTransport.Response;
import io.github.bingxstream.port.ListenKeyApi;
import io.vavr.control.Either;
import java.util.concurrent.CompletionStage;

/** The life of a listen key over REST ("Listen Key", account stream docs). */
final class ListenKeyCalls implements ListenKeyApi {

    private final RestClient client;

    ListenKeyCalls(RestClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<Outcome<ListenKey>> generate() {
        return client.call(Endpoint.GENERATE, CanonicalQuery.empty(), Reading.ofBody(RestAnswers::listenKey));
    }

    @Override
    public CompletionStage<Outcome<KeyExtension>> extend(ListenKey key) {
        return client.call(Endpoint.EXTEND, parametersOf(key), new ReadingOfExtension());
    }

    @Override
    public CompletionStage<Outcome<KeyDeletion>> delete(ListenKey key) {
        return client.call(Endpoint.DELETE, parametersOf(key), new ReadingOfDeletion());
    }

    private static CanonicalQuery parametersOf(ListenKey key) {
        return CanonicalQuery.empty().with(SignedRequest.LISTEN_KEY, key.value());
    }

    private static final class ReadingOfExtension implements Reading<KeyExtension> {

        /**
         * Only 200 proves an extension: 204 is "no content" in one place and "no request parameters" in another.
         */
        @Override
        public Either<Rejection, KeyExtension> accepted(Answer answer) {
            return answer.response().status() == 200
                    ? requireAcknowledgement(answer.response()).map(ok -> KeyExtension.EXTENDED)
                    : Either.right(KeyExtension.UNCERTAIN);
        }

        @Override
        public Outcome<KeyExtension> refused(Refusal refusal) {
            return saysNoSuchKey(refusal) ? new Outcome.Answered<>(KeyExtension.GONE) : new Outcome.Refused<>(refusal);
        }
    }

    private static final class ReadingOfDeletion implements Reading<KeyDeletion> {

        @Override
        public Either<Rejection, KeyDeletion> accepted(Answer answer) {
            return requireAcknowledgement(answer.response()).map(ok -> KeyDeletion.DELETED);
        }

        @Override
        public Outcome<KeyDeletion> refused(Refusal refusal) {
            return saysNoSuchKey(refusal) ? new Outcome.Answered<>(KeyDeletion.GONE) : new Outcome.Refused<>(refusal);
        }
    }

    /**
     * Accepts an empty body and any JSON object, for both were seen. A page of HTML with status 200 comes from somebody on
     * the way, and a key that counts as extended by it would die unnoticed.
     */
    private static Either<Rejection, Response> requireAcknowledgement(Response response) {
        return response.body().isBlank()
                        || RestAnswers.envelope(response.body()).isDefined()
                ? Either.right(response)
                : Either.left(new Rejection("neither an empty body nor a JSON object acknowledges the call"));
    }

    /**
     * HTTP 404 is the documented answer for a key that does not exist, code 100401 the observed one. A code with a meaning of
     * its own, such as a wrong signature, wins over the status.
     */
    private static boolean saysNoSuchKey(Refusal refusal) {
        return switch (refusal.treatment()) {
            case KEY_DEAD, NOT_FOUND -> true;
            case BAD_REQUEST, IGNORE -> refusal.httpStatus().orElse(0) == 404;
            case FATAL, BACK_OFF, RESYNC_CLOCK -> false;
        };
    }
}

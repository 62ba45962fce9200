package violators.port;

import io.vavr.control.Either;

interface PromisesAnEither {
    Either<String, Integer> answer();
}

package violators.rest;

import io.vavr.control.Either;
import java.util.concurrent.CompletionStage;

public class ReturnsAnEither {
    /** Hidden in a type argument. */
    public CompletionStage<Either<String, Integer>> answer() {
        throw new UnsupportedOperationException();
    }
}

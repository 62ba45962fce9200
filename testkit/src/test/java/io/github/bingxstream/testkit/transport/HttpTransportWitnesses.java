package io.github.bingxstream.testkit.transport;

import static io.github.bingxstream.testkit.transport.HttpBug.*;

import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.testkit.contract.Witness;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** For each rule of {@link HttpTransportContract} a transport that breaks it. */
public final class HttpTransportWitnesses {

    /** They count threads of the whole process or read its log, so that nothing may happen beside them. */
    private static final Set<String> ALONE = Set.of("HT-25", "HT-27");

    private HttpTransportWitnesses() {}

    /** Returns all witnesses. */
    public static List<Witness> all() {
        return List.of(
                breaking("HT-1", WAITS_IN_SEND),
                breaking("HT-2", RESOLVES_NAMES_IN_SEND),
                breaking("HT-3", DECODES_THE_QUERY),
                breaking("HT-4", DROPS_HEADERS),
                breaking("HT-5", FAILS_ON_AN_ERROR_STATUS),
                breaking("HT-6", KEEPS_THE_CASE_OF_HEADERS),
                breaking("HT-7", FAILS_ON_AN_EMPTY_BODY),
                breaking("HT-8", FOLLOWS_REDIRECTS),
                breaking("HT-9", READS_LATIN_1),
                breaking("HT-10", IGNORES_CHUNKS),
                breaking("HT-11", REFUSES_LARGE_BODIES),
                breaking("HT-12", ANSWERS_ITSELF_WHEN_NOBODY_DOES),
                breaking("HT-13", ANSWERS_ITSELF_WHEN_NOBODY_DOES),
                breaking("HT-14", TAKES_HALF_A_BODY),
                breaking("HT-15", TAKES_ANYTHING_FOR_AN_ANSWER),
                breaking("HT-16", REPEATS_A_CUT_REQUEST),
                breaking("HT-17", WAITS_BEYOND_THE_TIMEOUT),
                breaking("HT-18", TIMES_EACH_READ_ALONE),
                breaking("HT-19", TIMES_EACH_READ_ALONE),
                breaking("HT-20", HAS_NO_LIMIT),
                breaking("HT-21", LIMITS_ONLY_WHAT_IS_ANNOUNCED),
                breaking("HT-22", REPEATS_THE_FIRST_ANSWER),
                breaking("HT-23", SENDS_ONE_REQUEST_AT_A_TIME),
                breaking("HT-24", REFUSES_TO_SEND_WITHIN_A_STAGE),
                breaking("HT-25", KEEPS_THREADS),
                breaking("HT-26", QUOTES_THE_URI),
                breaking("HT-27", LOGS_THE_URI));
    }

    private static Witness breaking(String rule, HttpBug bug) {
        Witness witness = new Witness(rule, Witness.words(bug), () -> {
            Trial trial = new Trial(new PlainHttpTransport(bug));
            trial.setUpBench();
            try {
                Witness.call(HttpTransportContract.class, rule, trial);
            } finally {
                trial.tearDownBench();
            }
        });
        return ALONE.contains(rule) ? witness.alone() : witness;
    }

    private static final class Trial extends HttpTransportContract {
        private final PlainHttpTransport transport;

        Trial(PlainHttpTransport transport) {
            this.transport = transport;
        }

        @Override
        protected HttpTransport transport() {
            return transport;
        }

        @Override
        protected void release() {
            transport.close();
        }

        @Override
        protected int bodyBytesMax() {
            return PlainHttpTransport.BODY_BYTES_MAX;
        }

        /** What never comes is waited for in vain, so not for long. */
        @Override
        protected Duration patience() {
            return Duration.ofSeconds(4);
        }

        /** Long enough for the slowest thread that breaks a rule: as soon as it has, nobody waits any longer. */
        @Override
        Duration afterwards() {
            return patience();
        }
    }
}

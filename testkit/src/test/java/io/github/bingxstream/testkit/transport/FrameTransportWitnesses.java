package io.github.bingxstream.testkit.transport;

import static io.github.bingxstream.testkit.transport.FrameBug.*;

import io.github.bingxstream.port.support.TransportSettings;
import io.github.bingxstream.testkit.contract.Witness;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** For each rule of {@link FrameTransportContract} a transport that breaks it. */
public final class FrameTransportWitnesses {

    /** They count threads and files of the whole process or read its log, so that nothing may happen beside them. */
    private static final Set<String> ALONE = Set.of("FT-70", "FT-71", "FT-74");

    private FrameTransportWitnesses() {}

    /** Returns all witnesses. */
    public static List<Witness> all() {
        return List.of(
                breaking("FT-1", WAITS_IN_OPEN),
                breaking("FT-2", RESOLVES_NAMES_IN_OPEN),
                breaking("FT-3", ENDS_INSIDE_OPEN),
                breaking("FT-4", LEAVES_OUT_THE_VERSION),
                breaking("FT-5", OPENS_TWICE),
                breaking("FT-6", FORGETS_TO_END),
                breaking("FT-7", CALLS_EVERYTHING_A_LOSS),
                breaking("FT-8", CONNECTS_WITHOUT_A_TIMEOUT),
                breaking("FT-9", SHAKES_HANDS_WITHOUT_A_TIMEOUT),
                breaking("FT-10", CALLS_EVERYTHING_A_LOSS),
                breaking("FT-11", FORGETS_CODES),
                breaking("FT-12", TAKES_ANY_ACCEPT_KEY),
                breaking("FT-13", TAKES_ANYTHING_FOR_A_HANDSHAKE),
                breaking("FT-14", CALLS_FROM_A_THREAD_EACH),
                breaking("FT-15", SWAPS_MESSAGES),
                breaking("FT-16", CALLS_FROM_A_THREAD_EACH),
                breaking("FT-17", DELIVERS_TEXTS_AS_BINARY),
                breaking("FT-18", DROPS_EMPTY_MESSAGES),
                breaking("FT-19", LEAVES_PINGS_UNANSWERED),
                breaking("FT-20", DELIVERS_PONGS),
                breaking("FT-21", READS_LENGTHS_OF_16_BITS_ONLY),
                breaking("FT-22", DELIVERS_EACH_FRAGMENT),
                breaking("FT-22", DROPS_THE_LAST_FRAGMENT),
                breaking("FT-23", DECODES_EACH_FRAGMENT),
                breaking("FT-24", SPOILS_WHAT_STRADDLES_A_READ),
                breaking("FT-25", REFUSES_THE_LIMIT_ITSELF),
                breaking("FT-26", HAS_NO_LIMIT),
                breaking("FT-27", LIMITS_FRAMES_ONLY),
                breaking("FT-28", READS_WHAT_IS_TOO_LARGE),
                breaking("FT-29", CALLS_ONE_LISTENER_AT_A_TIME),
                breaking("FT-30", QUEUES_WITHOUT_A_BOUND),
                breaking("FT-31", DROPS_WHAT_COMES_WHILE_BUSY),
                breaking("FT-32", KEEPS_THE_TIMEOUT_OF_THE_HANDSHAKE),
                breaking("FT-33", SWAPS_TEXTS),
                breaking("FT-34", TRUNCATES_LONG_TEXTS),
                breaking("FT-35", SWAPS_TEXTS),
                breaking("FT-36", THROWS_ON_A_LATE_SEND),
                breaking("FT-37", THROWS_ON_A_LATE_SEND),
                breaking("FT-38", IGNORES_SENDS_FROM_A_LISTENER),
                breaking("FT-39", ENDS_INSIDE_SEND),
                breaking("FT-40", LETS_CLOSE_OVERTAKE_TEXTS),
                breaking("FT-41", SENDS_WITHOUT_A_TIMEOUT),
                breaking("FT-42", WAITS_IN_SEND),
                breaking("FT-43", ENDS_TWICE),
                breaking("FT-44", ENDS_FROM_ELSEWHERE),
                breaking("FT-45", FORGETS_CODES),
                breaking("FT-46", MAKES_UP_A_CODE),
                breaking("FT-47", DOES_NOT_ANSWER_A_CLOSE),
                breaking("FT-48", TAKES_A_LOSS_FOR_A_CLOSE),
                breaking("FT-49", TAKES_A_LOSS_FOR_A_CLOSE),
                breaking("FT-50", DELIVERS_HALVES),
                breaking("FT-51", MISSES_A_FINISH),
                breaking("FT-52", GIVES_EVERY_END_A_CODE),
                breaking("FT-53", IGNORES_RESERVED_BITS),
                breaking("FT-54", IGNORES_BAD_UTF_8),
                breaking("FT-55", TAKES_ANY_CLOSE_FRAME),
                breaking("FT-56", TAKES_MASKED_FRAMES),
                breaking("FT-57", IGNORES_THE_ORDER_OF_FRAGMENTS),
                breaking("FT-58", CLOSES_WITHOUT_A_FRAME),
                breaking("FT-59", FALLS_DEAF_ON_CLOSE),
                breaking("FT-60", WAITS_FOR_THE_PEER_FOR_EVER),
                breaking("FT-61", WAITS_FOR_THE_PEER_FOR_EVER, SHAKES_HANDS_WITHOUT_A_TIMEOUT),
                breaking("FT-62", IGNORES_CLOSE_BEFORE_OPENED),
                breaking("FT-63", IGNORES_CLOSE_BEFORE_OPENED),
                breaking("FT-64", THROWS_ON_A_SECOND_CLOSE),
                breaking("FT-65", WAITS_IN_CLOSE),
                breaking("FT-66", WAITS_FOR_THE_PEER_FOR_EVER, SENDS_WITHOUT_A_TIMEOUT),
                breaking("FT-67", ENDS_INSIDE_CLOSE),
                breaking("FT-68", KEEPS_SOCKETS),
                breaking("FT-69", KEEPS_SOCKETS),
                breaking("FT-70", KEEPS_THREADS),
                breaking("FT-71", KEEPS_SOCKETS),
                breaking("FT-72", KEEPS_LISTENERS),
                breaking("FT-73", TELLS_THE_ENDPOINT),
                breaking("FT-74", LOGS_THE_ENDPOINT),
                breaking("FT-75", PRINTS_THE_ENDPOINT));
    }

    private static Witness breaking(String rule, FrameBug... bugs) {
        Witness witness = new Witness(rule, Witness.words(bugs), () -> {
            Trial trial = new Trial(bugs);
            trial.setUpBench();
            try {
                Witness.call(FrameTransportContract.class, rule, trial);
            } finally {
                trial.dismantle();
            }
        });
        return ALONE.contains(rule) ? witness.alone() : witness;
    }

    private static final class Trial extends FrameTransportContract {
        private final FrameBug[] bugs;

        Trial(FrameBug... bugs) {
            this.bugs = bugs;
        }

        @Override
        protected SingleTransport transport(TransportSettings settings) {
            PlainFrameTransport transport = new PlainFrameTransport(settings, bugs);
            return new SingleTransport(transport, transport::close);
        }

        /** What never comes is waited for in vain, so not for long; and longer than any timeout that a test waits out. */
        @Override
        protected Duration patience() {
            return Duration.ofSeconds(4);
        }

        /** Long enough for the slowest thread that breaks a rule: as soon as it has, nobody waits any longer. */
        @Override
        Duration afterwards() {
            return patience();
        }

        /** One that keeps something shows it after a hundred. */
        @Override
        int connections() {
            return 100;
        }

        void dismantle() {
            bench().release();
            bench().close();
        }
    }
}

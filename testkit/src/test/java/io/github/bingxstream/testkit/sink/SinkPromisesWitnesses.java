package io.github.bingxstream.testkit.sink;

import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.port.HttpTransport;
import io.github.bingxstream.testkit.contract.Witness;
import io.github.bingxstream.testkit.transport.PlainTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** For each rule of {@link SinkPromisesContract} a stream that breaks it. */
public final class SinkPromisesWitnesses {

    private SinkPromisesWitnesses() {}

    /** Returns all witnesses. */
    public static List<Witness> all() {
        return List.of(
                breaking("ES-1", StreamBug.CALLS_FROM_A_THREAD_EACH),
                breaking("ES-2", StreamBug.SWAPS_FILLS),
                breaking("ES-3", StreamBug.CALLS_FROM_A_THREAD_EACH),
                breaking("ES-4", StreamBug.HEARS_NOTHING_WHILE_THE_SINK_WORKS),
                breaking("ES-5", StreamBug.DROPS_WHAT_WAITED),
                breaking("ES-6", StreamBug.ENDS_WITH_THE_FIRST_EXCEPTION),
                breaking("ES-7", StreamBug.ENDS_WITH_THE_FIRST_EXCEPTION),
                breaking("ES-8", StreamBug.TELLS_MORE_AFTER_THE_END),
                breaking("ES-9", StreamBug.TELLS_MORE_AFTER_THE_END));
    }

    private static Witness breaking(String rule, StreamBug bug) {
        return new Witness(rule, Witness.words(bug), () -> {
            Trial trial = new Trial(bug);
            trial.setUpExchange();
            try {
                Witness.call(SinkPromisesContract.class, rule, trial);
            } finally {
                trial.tearDownExchange();
            }
        });
    }

    private static final class Trial extends SinkPromisesContract {
        private final StreamBug bug;
        private final AtomicBoolean working = new AtomicBoolean();
        private final PlainTransport plain = new PlainTransport();

        Trial(StreamBug bug) {
            this.bug = bug;
        }

        @Override
        protected FrameTransport frames() {
            return bug == StreamBug.HEARS_NOTHING_WHILE_THE_SINK_WORKS
                    ? BrokenStream.deafWhile(working, plain.frames())
                    : plain.frames();
        }

        @Override
        protected HttpTransport http() {
            return plain.http();
        }

        @Override
        protected void release() {
            plain.close();
        }

        @Override
        EventSink between(EventSink sink) {
            return new BrokenStream(bug, sink, working);
        }

        /** What never comes is waited for in vain, so not for long. */
        @Override
        protected Duration patience() {
            return Duration.ofSeconds(12);
        }

        /** Long enough for the slowest thread that breaks a rule: as soon as it has, nobody waits any longer. */
        @Override
        Duration afterwards() {
            return Duration.ofSeconds(4);
        }
    }
}

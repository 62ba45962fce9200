package io.github.bingxstream.benchmarks.step;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.SessionMachine;
import io.github.bingxstream.session.SessionSettings;
import io.github.bingxstream.session.SessionState;
import io.github.bingxstream.session.Transition;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One input to a live session, and the deadline after it, as the driver asks for it. Inputs follow each other ten thousand a
 * second, state by state; after a round of them the session is again what it was before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class StepBenchmark {

    /** As many as there are open orders to be filled. */
    private static final int ROUND = LiveSession.OPEN;

    @Param
    private Kind input = Kind.ORDER_PLACED;

    /** How many orders the ledger was told of: some, and more than it remembers. */
    @Param({"1000", "12000"})
    private int known;

    private final SessionInput[] inputs = new SessionInput[ROUND];
    private final Now[] times = new Now[ROUND];
    private final SessionMachine machine = new SessionMachine(SessionSettings.defaults());
    private SessionState live = new LiveSession(LiveSession.OPEN).state();
    private SessionState state = live;
    private int next;

    @Setup
    public final void goLive() {
        LiveSession session = new LiveSession(known);
        for (int i = 0; i < ROUND; i++) {
            session.passes();
            inputs[i] = input.input(i, session);
            times[i] = session.now();
        }
        live = session.state();
        state = live;
    }

    @Benchmark
    public Optional<Moment> step(Blackhole actions) {
        Transition transition = machine.step(state, inputs[next], times[next]);
        actions.consume(transition.actions());
        next = (next + 1) % ROUND;
        state = next == 0 ? live : transition.state();
        return transition.state().deadline();
    }
}

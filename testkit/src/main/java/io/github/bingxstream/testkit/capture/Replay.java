package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.StreamRuntime;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.Signer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Plays a recording to a stream of this library: the real one, with its decoder, its session and its REST calls. Only network,
 * threads and time are the recording's, so that the same recording gives the same calls of the sink each time, as fast as can be
 * or at its own pace.
 *
 * <pre>{@code
 * Replay replay = Replay.of(Recording.read(Path.of("strange.jsonl")));
 * try (AccountStream stream = replay.stream().sink(sink).open()) {
 *     Replay.Report report = replay.play();
 *     assertThat(report.divergences()).isEmpty();
 * }
 * }</pre>
 *
 * <p>Give the stream the options that the recorded one had. One replay is for one stream and is played once. The sink is
 * called by the thread that plays, and by the one that closes the stream; it must not close the stream itself.
 */
public final class Replay {

    /** How long a stream that is late, because chance or code is not the recorded one, may take to catch up. */
    private static final Duration CATCH_UP = Duration.ofMinutes(1);

    /** What is less is the clocks' resolution, and threads that were late between reading one and the other. */
    private static final Duration CLOCK_STEP_MIN = Duration.ofMillis(50);

    private static final URI REST = URI.create("https://recording.invalid");
    private static final URI WEB_SOCKET = URI.create("wss://recording.invalid/market");

    private final Recording recording;
    private final Agenda agenda;
    private final Divergences divergences;
    private final ReplayedFrames frames;
    private final ReplayedHttp http;
    private final AtomicBoolean played = new AtomicBoolean();
    private double speed = Double.POSITIVE_INFINITY;

    private Replay(Recording recording) {
        this.recording = recording;
        this.agenda = new Agenda(recording.openedAt());
        this.divergences = new Divergences(agenda, recording.openedAt(), recording.closedAt());
        this.frames = new ReplayedFrames(recording.entries(), agenda, divergences);
        this.http = new ReplayedHttp(recording.entries(), agenda, divergences);
    }

    /**
     * Something that went otherwise than recorded.
     *
     * @param at when, since the stream was opened
     * @param what the request, message or connection, in words for people
     */
    public record Divergence(Duration at, Kind kind, String what) {

        /** Which way. */
        public enum Kind {
            /** The stream wanted what is not in the recording; a request failed for it. */
            NOT_RECORDED,
            /** The recorded stream did what this one did not. */
            NOT_DONE
        }

        @Override
        public String toString() {
            return "after " + at.toMillis() / 1000.0 + " s, "
                    + (kind == Kind.NOT_RECORDED ? "wanted and not recorded: " : "recorded and not done: ") + what;
        }
    }

    /**
     * How a replay went.
     *
     * @param divergences the first of what went otherwise; empty when the stream did what the recorded one had done
     * @param more how many further ones there were
     */
    public record Report(List<Divergence> divergences, long more) {

        public Report {
            divergences = List.copyOf(divergences);
        }
    }

    /** Prepares to play a recording. */
    public static Replay of(Recording recording) {
        return new Replay(recording);
    }

    /** How many seconds of the recording pass in one, above zero. Default: as fast as can be. */
    public Replay speed(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("the speed is " + factor + ": choose one above zero");
        }
        speed = factor;
        return this;
    }

    /**
     * Returns the beginning of a stream that will live through the recording: it lacks a sink, and the options of the recorded
     * stream.
     */
    public AccountStreamBuilder stream() {
        AgendaExecutor executor = new AgendaExecutor(agenda);
        StreamRuntime runtime = StreamRuntime.builder()
                .scheduler(executor)
                .deliveries(executor)
                .ticker(agenda)
                .clock(clock())
                .seeds(() -> recording.seed().orElse(0))
                .build();
        AccountStreamBuilder builder = AccountStream.builder()
                .signer(new NoSigner())
                .http(http)
                .frames(frames)
                .restHosts(REST)
                .webSocket(WEB_SOCKET)
                .runtime(runtime);
        recording.resumed().ifPresent(checkpoint -> builder.checkpoints(new OneCheckpoint(checkpoint)));
        return builder;
    }

    /**
     * Plays the recording up to when the recorded stream was closed, or to its end, and returns when it is done; close the stream
     * then.
     *
     * @throws IllegalStateException when it was played before
     */
    public Report play() throws InterruptedException {
        if (!played.compareAndSet(false, true)) {
            throw new IllegalStateException("a replay is played once: make another with Replay.of");
        }
        long end = recording.closedAt();
        agenda.play(() -> horizon(end), speed);
        frames.report(end);
        http.reportMissing(end);
        return divergences.report();
    }

    /** Ends {@link #play} before its end; called by another thread. */
    public void stop() {
        agenda.stop();
    }

    private long horizon(long end) {
        long late = Math.max(frames.late(), http.late());
        return end + late + (frames.isMissingAny(end) ? CATCH_UP.toNanos() : 0);
    }

    /** The wall clock of the recording, with its jumps. */
    private InstantSource clock() {
        NavigableMap<Long, Duration> jumps = new TreeMap<>(Map.of(Long.MIN_VALUE, Duration.ZERO));
        for (Entry entry : recording.entries()) {
            Duration ahead = Duration.between(recording.begun().plusNanos(entry.nanos()), entry.at());
            Duration step = ahead.minus(jumps.lastEntry().getValue()).abs();
            if (step.compareTo(CLOCK_STEP_MIN) >= 0) {
                jumps.put(entry.nanos(), ahead);
            }
        }
        return () -> {
            long nanos = agenda.nanos();
            Instant steady = recording.begun().plusNanos(nanos);
            return steady.plus(jumps.floorEntry(nanos).getValue());
        };
    }

    /** Nobody checks signatures here. */
    private static final class NoSigner implements Signer {

        private static final String SIGNATURE = "0".repeat(64);

        @Override
        public String apiKey() {
            return "recording";
        }

        @Override
        public String sign(String canonical) {
            return SIGNATURE;
        }
    }

    /** What the recorded stream began with; what is saved is of no use to anybody. */
    private record OneCheckpoint(Optional<Checkpoint> loaded) implements CheckpointStore {

        @Override
        public Optional<Checkpoint> load() {
            return loaded;
        }

        @Override
        public void save(Checkpoint checkpoint) {
            // The next replay begins where this one did.
        }
    }
}

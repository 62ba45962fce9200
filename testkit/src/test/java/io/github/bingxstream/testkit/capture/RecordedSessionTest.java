package io.github.bingxstream.testkit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.AccountStreamBuilder;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * A captured file is a test fixture. This one is a session against the sandbox in which a fill was never sent, a frame could not
 * be read, and the connection was reset with a fill behind it.
 */
class RecordedSessionTest {

    private static final Duration AUDIT = Duration.ofSeconds(5);

    private final Calls calls = new Calls();

    /** Writes down every call, with all that is in it. */
    private static final class Calls implements EventSink {

        private final List<Object> all = new ArrayList<>();

        @Override
        public void event(AccountEvent event) {
            all.add(event);
        }

        @Override
        public void notice(StreamNotice notice) {
            all.add(notice);
        }

        private <T> List<T> of(Class<T> kind) {
            return all.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    @Test
    void every_fill_is_told_and_every_gap_opened_and_closed() throws Exception {
        Replay.Report report = replay(session(), calls);

        assertThat(report.divergences()).isEmpty();
        assertThat(calls.of(StreamNotice.GapOpened.class))
                .extracting(StreamNotice.GapOpened::reason)
                .startsWith(GapReason.STARTING)
                .contains(GapReason.UNDECODABLE, GapReason.CONNECTION_LOST);
        assertThat(calls.of(StreamNotice.GapClosed.class)).hasSameSizeAs(calls.of(StreamNotice.GapOpened.class));
        assertThat(calls.of(OrderUpdate.class))
                .filteredOn(update -> update.fill().isPresent())
                .hasSize(4)
                .extracting(update -> update.origin().provenance())
                .contains(Provenance.STREAM, Provenance.REST);
        assertThat(calls.all).last().isInstanceOf(StreamNotice.Closed.class);
    }

    @RepeatedTest(20)
    void each_time_it_is_told_alike_to_the_nanosecond() throws Exception {
        replay(session(), calls);
        Calls again = new Calls();
        replay(session(), again);

        assertThat(again.all).isEqualTo(calls.all);
    }

    @Test
    void at_a_speed_it_is_told_alike_too() throws Exception {
        replay(session(), calls);
        Calls again = new Calls();
        Replay replay = Replay.of(session()).speed(100);
        long begun = System.nanoTime();
        play(replay, again);

        assertThat(again.all).isEqualTo(calls.all);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void a_stream_that_does_less_is_found_out() throws Exception {
        Replay.Report report = otherwise(builder -> builder.channels(Channel.ORDERS));

        assertThat(report.divergences())
                .anySatisfy(divergence -> assertThat(divergence.toString())
                        .startsWith("after ")
                        .contains("recorded and not done: connection 1: send", Channel.BALANCES.dataType()));
    }

    @Test
    void a_stream_that_wants_more_is_refused_it_and_found_out() throws Exception {
        Replay.Report report = otherwise(builder -> builder.rotateEvery(Duration.ofSeconds(10)));

        assertThat(report.divergences())
                .anySatisfy(divergence -> assertThat(divergence.toString())
                        .contains("wanted and not recorded: PUT /openApi/user/auth/userDataStream {listenKey="));
    }

    @Test
    void a_replay_is_played_once() throws Exception {
        Replay replay = Replay.of(session());
        play(replay, calls);

        assertThatThrownBy(replay::play).isInstanceOf(IllegalStateException.class);
    }

    private Replay.Report otherwise(UnaryOperator<AccountStreamBuilder> options) throws Exception {
        Replay replay = Replay.of(session());
        try (AccountStream stream =
                options.apply(replay.stream().auditEvery(AUDIT)).sink(calls).open()) {
            Replay.Report report = replay.play();
            assertThat(stream.status().epoch()).isPositive();
            return report;
        }
    }

    private static Replay.Report replay(Recording recording, EventSink sink) throws InterruptedException {
        return play(Replay.of(recording), sink);
    }

    private static Replay.Report play(Replay replay, EventSink sink) throws InterruptedException {
        try (AccountStream stream = replay.stream().auditEvery(AUDIT).sink(sink).open()) {
            Replay.Report report = replay.play();
            assertThat(stream.status().gaps()).isEmpty();
            return report;
        }
    }

    static Recording session() throws IOException {
        try (InputStream in = RecordedSessionTest.class.getResourceAsStream("session.jsonl")) {
            return Recording.read(Objects.requireNonNull(in, "session.jsonl"));
        }
    }
}

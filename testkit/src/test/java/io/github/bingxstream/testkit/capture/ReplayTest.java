package io.github.bingxstream.testkit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bingxstream.AccountStream;
import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.port.EventSink;
import io.github.bingxstream.port.FrameTransport.Cause;
import io.github.bingxstream.port.FrameTransport.Ending;
import io.github.bingxstream.port.FrameTransport.Listener;
import io.github.bingxstream.port.HttpTransport.Method;
import io.github.bingxstream.port.HttpTransport.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream makes of recordings that a test has made up. */
class ReplayTest {

    private static final String KEY_CALLS = "https://host/openApi/user/auth/userDataStream?timestamp=1&signature=0";

    private final Bench bench = new Bench();
    private final Capture capture = bench.begin();
    private final List<StreamNotice> notices = new ArrayList<>();

    private final EventSink sink = new EventSink() {
        @Override
        public void event(AccountEvent event) {
            throw new AssertionError("nothing has happened: " + event);
        }

        @Override
        public void notice(StreamNotice notice) {
            notices.add(notice);
        }
    };

    @Test
    void a_stream_that_was_resumed_is_resumed_again() throws Exception {
        Instant until = Bench.BEGUN.minusSeconds(60);
        assertThat(capture.checkpoints(store(Optional.of(new Checkpoint(until, List.of()))))
                        .load())
                .isPresent();
        ask(new Response(500, Map.of(), ""));

        assertThat(replay().divergences()).isEmpty();
        assertThat(notices.get(0)).isInstanceOfSatisfying(StreamNotice.GapOpened.class, gap -> {
            assertThat(gap.reason()).isEqualTo(GapReason.RESUMED);
            assertThat(gap.since()).isEqualTo(until);
        });
    }

    @Test
    void a_stream_opens_when_it_was_opened_and_not_when_a_busy_machine_asked() throws Exception {
        long unused = capture.seeds().getAsLong();
        bench.pass(Duration.ofMillis(700));
        ask(new Response(500, Map.of(), ""));

        assertThat(replay().divergences()).isEmpty();
        assertThat(notices.get(0))
                .isInstanceOfSatisfying(
                        StreamNotice.GapOpened.class,
                        gap -> assertThat(gap.since()).isEqualTo(Bench.BEGUN));
    }

    @Test
    void a_refusal_is_refused_again_with_its_words() throws Exception {
        ask(new Response(200, Map.of(), "{\"code\":100413,\"msg\":\"Incorrect apiKey\"}"));

        assertThat(replay().divergences()).isEmpty();
        assertThat(notices)
                .last()
                .isInstanceOfSatisfying(
                        StreamNotice.Closed.class,
                        closed -> assertThat(closed.refusal().orElseThrow().describe())
                                .contains("100413", "Incorrect"));
    }

    @Test
    void a_network_that_failed_fails_again() throws Exception {
        bench.answer = CompletableFuture.failedFuture(new IOException("no answer: ConnectException"));
        capture.http(bench.http()).send(Bench.request(Method.POST, KEY_CALLS));
        bench.pass(Duration.ofMillis(10));
        capture.note("later", "");

        assertThat(replay().divergences()).isEmpty();
        assertThat(notices)
                .anySatisfy(notice -> assertThat(notice)
                        .isInstanceOfSatisfying(
                                StreamNotice.Disconnected.class,
                                lost -> assertThat(lost.detail()).contains("no answer: ConnectException")));
    }

    @Test
    void a_handshake_that_was_refused_is_refused_again() throws Exception {
        ask(new Response(200, Map.of(), "{\"listenKey\":\"0123456789abcdef0123456789abcdef\"}"));
        Listener[] heard = new Listener[1];
        var unused = capture.frames((endpoint, listener) -> {
                    heard[0] = listener;
                    return bench.frames().open(endpoint, listener);
                })
                .open(URI.create("wss://host/market?listenKey=0123456789abcdef0123456789abcdef"), new Bench.Deaf());
        bench.pass(Duration.ofSeconds(2));
        heard[0].ended(new Ending(Cause.REFUSED, OptionalInt.of(403), "refused with status 403"));
        bench.pass(Duration.ofMillis(10));
        capture.note("later", "");

        assertThat(replay().divergences()).isEmpty();
        assertThat(notices)
                .anySatisfy(notice -> assertThat(notice)
                        .isInstanceOfSatisfying(
                                StreamNotice.Disconnected.class,
                                lost -> assertThat(lost.detail()).isEqualTo("refused with status 403")));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void a_speed_is_above_zero(double speed) {
        assertThatThrownBy(() -> Replay.of(bench.recording()).speed(speed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_replay_can_be_stopped() throws Exception {
        ask(new Response(500, Map.of(), ""));
        bench.pass(Duration.ofHours(1));
        capture.note("an hour later", "");
        Replay replay = Replay.of(bench.recording()).speed(1);
        try (AccountStream stream = replay.stream().sink(sink).open()) {
            Thread stopping = new Thread(replay::stop);
            stopping.start();
            assertThat(replay.play().more()).isZero();
            stopping.join();
            assertThat(stream.state().isFinal()).isFalse();
        }
        assertThat(notices).last().isInstanceOf(StreamNotice.Closed.class);
    }

    private void ask(Response answer) {
        bench.answer = new CompletableFuture<>();
        capture.http(bench.http()).send(Bench.request(Method.POST, KEY_CALLS));
        bench.pass(Duration.ofMillis(20));
        bench.answer.complete(answer);
        bench.pass(Duration.ofMillis(10));
        capture.note("later", "");
    }

    private Replay.Report replay() throws InterruptedException {
        Replay replay = Replay.of(bench.recording());
        try (AccountStream stream = replay.stream().sink(sink).open()) {
            Replay.Report report = replay.play();
            assertThat(stream.status().epoch()).isPositive();
            return report;
        }
    }

    private static CheckpointStore store(Optional<Checkpoint> checkpoint) {
        return new CheckpointStore() {
            @Override
            public Optional<Checkpoint> load() {
                return checkpoint;
            }

            @Override
            public void save(Checkpoint saved) {}
        };
    }
}

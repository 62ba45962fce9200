package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.KeyExtension;
import io.github.bingxstream.domain.ListenKey;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.StreamState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The listen key of streams of the same account over hours, in virtual time. */
@Timeout(60)
class SharedKeepaliveTest {

    private final VirtualTime time = new VirtualTime();
    private final StreamBench bench = new StreamBench();
    private final CountingKeys keys = new CountingKeys();
    private final StreamRuntime runtime = StreamRuntime.builder()
            .scheduler(time)
            .deliveries(time)
            .ticker(time)
            .clock(time.wallClock())
            .build();
    private final List<AccountStream> streams = new ArrayList<>();
    private FakeFrames.Line line;

    @AfterEach
    void end() {
        time.shutdownNow();
        runtime.close();
    }

    private static final class CountingKeys extends FakeListenKeys {
        private int generations;
        private int extensions;

        @Override
        public CompletionStage<Outcome<ListenKey>> generate() {
            generations++;
            return super.generate();
        }

        @Override
        public CompletionStage<Outcome<KeyExtension>> extend(ListenKey key) {
            extensions++;
            return super.extend(key);
        }
    }

    private void open(int count) {
        for (int i = 0; i < count; i++) {
            streams.add(bench.builder()
                    .listenKeys(keys)
                    .runtime(runtime)
                    .auditEvery(Duration.ofHours(1))
                    .open());
        }
        time.advance(Duration.ofSeconds(1));
    }

    private void beat() {
        line.listener.text("Ping");
        var unused = time.schedule(this::beat, 10, TimeUnit.SECONDS);
    }

    @Test
    void the_key_of_sixty_four_streams_is_extended_as_often_as_that_of_one() throws Exception {
        bench.account.answers = true;
        open(64);
        line = bench.frames.nextLine();
        line.listener.opened();
        time.advance(Duration.ofSeconds(1));
        line.grant();
        beat();
        time.advance(Duration.ofMinutes(2));
        assertThat(keys.extensions).as("the one that follows a generation").isEqualTo(1);

        open(1);
        time.advance(Duration.ofMinutes(2));
        assertThat(keys.extensions).as("the one that a stream joins with").isEqualTo(2);

        time.advance(Duration.ofHours(2));
        assertThat(keys.extensions - 2).isBetween(3, 5);
        assertThat(keys.generations).isEqualTo(1);
        assertThat(streams).allMatch(stream -> stream.state() == StreamState.LIVE);
        assertThat(bench.frames.lines()).isEmpty();
    }
}

package io.github.bingxstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of the same account have one listen key, and go on to the next one together. */
@Timeout(60)
class SharedKeyTest extends StreamsOfOneAccount {

    @Test
    void a_stream_that_comes_later_joins_with_the_key_in_use_after_an_extension() throws Exception {
        open();
        FakeFrames.Line line = bench.goesLive();
        becomesSubscribed(sinks.get(0));
        skippedSeconds.set(15);

        QueueingSink late = open();

        becomesSubscribed(late);
        assertThat(keys.extensions).contains(CountingKeys.key(1));
        assertThat(keys.generations).hasValue(1);
        line.listener.text(SOMETHING);
        late.next(Unrecognized.class);
        nothingElseWasOpened();
    }

    @Test
    void a_key_that_a_joining_stream_finds_dead_is_given_up_by_all_and_they_share_the_next_one() throws Exception {
        QueueingSink first = open();
        bench.goesLive();
        becomesSubscribed(first);
        skippedSeconds.set(15);
        keys.dead = CountingKeys.key(1);

        QueueingSink late = open();

        assertThat(first.next(StreamNotice.GapOpened.class).reason()).isEqualTo(GapReason.CONNECTION_LOST);
        assertThat(first.next(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.GIVEN_UP);
        // What it waits for is due already by the clock that was put forward, but the timer does not know.
        streams.get(0).reconnect();
        FakeFrames.Line line = bench.goesLive();
        becomesSubscribed(first);
        becomesSubscribed(late);
        assertThat(line.endpoint.toString()).endsWith(CountingKeys.key(2).value());
        assertThat(keys.generations).hasValue(2);
        nothingElseWasOpened();
    }

    @Test
    void a_joining_stream_that_cannot_learn_whether_the_key_lives_generates_none() throws Exception {
        QueueingSink first = open();
        FakeFrames.Line line = bench.goesLive();
        becomesSubscribed(first);
        skippedSeconds.set(15);
        keys.extensionFails = true;

        QueueingSink late = open();

        assertThat(late.next(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.UNREACHABLE);
        line.listener.text(SOMETHING);
        first.next(Unrecognized.class);
        assertThat(keys.generations).hasValue(1);
    }

    @Test
    void a_rotation_right_after_a_stream_has_joined_replaces_the_key() throws Exception {
        QueueingSink first = open();
        bench.goesLive();
        becomesSubscribed(first);
        skippedSeconds.set(15);
        becomesSubscribed(open());

        streams.get(0).rotate();

        assertThat(bench.goesLive().endpoint.toString())
                .endsWith(CountingKeys.key(2).value());
        becomesSubscribed(first);
        first.next(StreamNotice.Rotated.class);
        assertThat(keys.generations).hasValue(2);
    }

    @Test
    void when_one_stream_rotates_all_do_with_one_key_and_one_connection() throws Exception {
        open();
        FakeFrames.Line old = bench.goesLive();
        becomesSubscribed(sinks.get(0));
        becomesSubscribed(open());

        streams.get(0).rotate();
        FakeFrames.Line next = bench.goesLive();

        for (QueueingSink sink : sinks) {
            becomesSubscribed(sink);
            sink.next(StreamNotice.Rotated.class);
        }
        next.listener.text(SOMETHING);
        for (QueueingSink sink : sinks) {
            sink.next(Unrecognized.class);
        }
        assertThat(keys.generations).hasValue(2);
        nothingElseWasOpened();
        skippedSeconds.set(60);
        streams.forEach(AccountStream::status);
        old.awaitOver();
    }

    @Test
    void a_post_that_failed_for_one_stream_is_not_made_for_each_of_the_others() throws Exception {
        keys.fails = true;
        keys.mayAnswer = new CompletableFuture<>();
        for (int i = 0; i < 20; i++) {
            open();
        }
        keys.mayAnswer.complete(null);

        for (QueueingSink sink : sinks) {
            assertThat(sink.next(StreamNotice.Disconnected.class).reason()).isEqualTo(DisconnectReason.UNREACHABLE);
        }
        assertThat(keys.generations).hasValueLessThan(20);
    }
}

package io.github.bingxstream.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is printed of a stream as it goes, without one. */
class PrintingSinkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean enough;

    @Test
    void the_beginning_of_a_stream_reads_well() {
        PrintingSink sink = sink(new TableLines(), Optional.empty());
        sink.notice(new StreamNotice.GapOpened(1, GapReason.STARTING, Instant.EPOCH));
        sink.notice(new StreamNotice.Connected(1, "0a1b2c3d"));
        sink.notice(new StreamNotice.Subscribed(1, Channel.ORDERS));
        sink.notice(new StreamNotice.GapClosed(1, GapReason.STARTING, 0, 0, Duration.ofSeconds(6)));

        assertThat(remarks())
                .containsExactly(
                        "bingx-stream: connected (attempt 1)",
                        "bingx-stream: starting: asking the exchange how the account stands",
                        "bingx-stream: subscribed spot.executionReport",
                        "bingx-stream: started: complete from here on, unless told otherwise");
        assertThat(out.size()).isZero();
    }

    @Test
    void who_never_connects_is_not_bothered_with_gaps() {
        PrintingSink sink = sink(new TableLines(), Optional.empty());
        sink.notice(new StreamNotice.GapOpened(1, GapReason.STARTING, Instant.EPOCH));
        sink.notice(new StreamNotice.Disconnected(1, DisconnectReason.UNREACHABLE, "", Duration.ofSeconds(1)));
        sink.notice(StreamNotice.Closed.refused(Refusal.ofAcknowledgement(100413, "no")));

        assertThat(remarks()).containsExactly("bingx-stream: not connected: unreachable; next attempt in 1.0 s");
    }

    @Test
    void a_gap_that_opens_later_is_told_at_once_and_once() {
        PrintingSink sink = sink(new TableLines(), Optional.empty());
        sink.notice(new StreamNotice.Connected(1, "0a1b2c3d"));
        sink.notice(new StreamNotice.GapOpened(1, GapReason.RESUMED, Instant.EPOCH));
        sink.notice(new StreamNotice.GapOpened(2, GapReason.SILENCE, Instant.EPOCH));
        sink.notice(new StreamNotice.Disconnected(1, DisconnectReason.LOST, "", Duration.ofSeconds(1)));
        sink.notice(new StreamNotice.Connected(2, "0a1b2c3d"));

        assertThat(remarks()).hasSize(5);
        assertThat(remarks().get(1)).contains("resuming from the checkpoint");
        assertThat(remarks().get(2)).contains("gap 2 opened: the server fell silent");
    }

    @Test
    void in_json_lines_a_gap_is_told_at_once_and_on_standard_output_alone() {
        PrintingSink sink = sink(new JsonLines(), Optional.empty());
        sink.notice(new StreamNotice.GapOpened(1, GapReason.STARTING, Instant.EPOCH));

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("gap-opened").endsWith("\n");
        assertThat(remarks()).isEmpty();
    }

    @Test
    void what_came_over_rest_counts_like_any_event_and_a_snapshot_does_not() {
        PrintingSink sink = sink(new JsonLines(), Optional.of(2));
        sink.event(Samples.fillOf("BTC-USDT"));
        sink.event(new AccountSnapshot(Samples.REPAIRED, Optional.of(List.of()), Optional.empty(), RawMembers.NONE));
        assertThat(enough).isFalse();

        sink.event(Samples.repairedFillOf("BTC-USDT"));
        assertThat(enough).isTrue();
    }

    private PrintingSink sink(Lines lines, Optional<Integer> events) {
        BingxStream root = new BingxStream(new BingxStream.Surroundings(
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Questions.unanswered()));
        return new PrintingSink(root, lines, new Filter(Set.of(), Set.of()), events, () -> enough = true);
    }

    private List<String> remarks() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

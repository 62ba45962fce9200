package io.github.bingxstream.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both harnesses, for a moment: what they count, write and print. How fast anything is, is not asked. */
@Timeout(180)
final class EndToEndTest {

    private static final int EVENTS = 240;
    private static final List<Kind> KINDS = List.of(Kind.DECODER, Kind.JDK, Kind.OURS_JDK, Kind.TYRUS, Kind.OURS_TYRUS);
    private static final List<Kind> OVER_SOCKETS = List.of(Kind.JDK, Kind.OURS_JDK, Kind.TYRUS, Kind.OURS_TYRUS);

    @TempDir
    private Path directory;

    @Test
    void every_client_hears_what_was_sent_at_a_pace_and_in_a_burst() throws Exception {
        try (Stage stage = new Stage(KINDS, 4 * EVENTS, List.of(), null)) {
            stage.warmUp(EVENTS);
            List<Run> paced = Latency.play(stage, OVER_SOCKETS, 1, List.of(EVENTS), 1);
            List<Run> bursts = Burst.play(stage, KINDS, 2, EVENTS);

            assertThat(paced).extracting(Run::kind).isEqualTo(OVER_SOCKETS);
            assertThat(bursts).hasSize(2 * KINDS.size());
            assertThat(paced).allSatisfy(this::isWhole);
            assertThat(bursts).allSatisfy(this::isWhole);
            assertThat(printed(paced, report -> new LatencyTable(report)::print))
                    .contains("240 events/s", "| bare JDK WebSocket |", "| 1, 0 |");
            assertThat(printed(bursts, report -> new BurstTable(report)::print))
                    .contains("| decoder alone |", "| 480 of 480 | 2, 0 |");
        }
    }

    private void isWhole(Run run) {
        assertThat(run.events()).isEqualTo(EVENTS);
        assertThat(run.isWhole()).as(run.complaint()).isTrue();
        assertThat(run.fromSent().count()).isEqualTo(EVENTS);
        assertThat(run.fromDue().max()).isGreaterThanOrEqualTo(run.fromDue().p50());
        assertThat(run.cpuNanos()).isNotNegative();
    }

    /** By way of the file that is kept. */
    private String printed(List<Run> runs, Table table) throws IOException {
        Path file = directory.resolve("report.json");
        Report report = Report.of(List.of("-Xmx1g"), runs);
        report.write(file);
        assertThat(Report.read(file)).isEqualTo(report);
        assertThat(report.behind(file).runs()).hasSize(2 * runs.size());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.of(Report.read(file)).accept(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private interface Table {
        Consumer<PrintStream> of(Report report);
    }

    @Test
    void node_is_left_out_where_its_script_is_not() {
        Options options = Options.of(new String[] {"--clients", "jdk,node"}, Set.of("clients", "node"));

        assertThat(Latency.kinds(options, Latency.KINDS)).containsExactly(Kind.JDK);
    }

    @Test
    void an_option_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> Options.of(new String[] {"--speed", "1"}, Set.of("rounds")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--speed: say one of [rounds]");
    }
}

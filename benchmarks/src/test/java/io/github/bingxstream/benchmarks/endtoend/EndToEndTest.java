package io.github.bingxstream.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both harnesses, for a moment: what they count, write and print. How fast anything is, is not asked. */
final class EndToEndTest {

    private static final int EVENTS = 240;

    @TempDir
    private Path directory;

    @Test
    void latency_hears_what_was_sent_and_says_so_in_a_table() throws Exception {
        Report report = Latency.measure(Options.of(
                new String[] {
                    "--rounds",
                    "1",
                    "--seconds",
                    "1",
                    "--rates",
                    "240",
                    "--warm",
                    "12",
                    "--clients",
                    "jdk,ours-jdk,node"
                },
                Set.of("rounds", "seconds", "rates", "warm", "clients")));

        assertThat(report.runs()).extracting(Run::kind).containsExactly(Kind.JDK, Kind.OURS_JDK);
        assertThat(report.runs()).allSatisfy(run -> {
            assertThat(run.events()).isEqualTo(EVENTS);
            assertThat(run.isWhole()).isTrue();
            assertThat(run.fromSent().count()).isEqualTo(EVENTS);
            assertThat(run.fromSent().p50()).isPositive();
            assertThat(run.fromDue().max()).isGreaterThanOrEqualTo(run.fromDue().p999());
        });
        assertThat(printed(report, Kind.JDK)).contains("240 events/s", "| bare JDK WebSocket |");
    }

    @Test
    void burst_hears_what_was_sent_over_the_other_transport_too() throws Exception {
        Report report = Burst.measure(Options.of(
                new String[] {
                    "--rounds", "2", "--events", "240", "--warm", "12", "--clients", "decoder,tyrus,ours-tyrus"
                },
                Set.of("rounds", "events", "warm", "clients")));

        assertThat(report.runs()).hasSize(6).allSatisfy(run -> {
            assertThat(run.events()).isEqualTo(EVENTS);
            assertThat(run.isWhole()).isTrue();
            assertThat(run.cpuNanos()).isNotNegative();
        });
        assertThat(printed(report, Kind.DECODER)).contains("| decoder alone |", "480 of 480");
    }

    /** By way of the file that is kept. */
    private String printed(Report report, Kind first) throws Exception {
        Path file = directory.resolve("report.json");
        report.write(file);
        report.behind(file).write(file);
        Report twice = Report.read(file);
        assertThat(twice.runs()).hasSize(2 * report.runs().size());
        assertThat(twice.of(first, report.runs().get(0).perSecond()))
                .startsWith(report.runs().get(0));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        if (report.runs().get(0).perSecond() > 0) {
            new LatencyTable(report).print(print);
        } else {
            new BurstTable(report).print(print);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}

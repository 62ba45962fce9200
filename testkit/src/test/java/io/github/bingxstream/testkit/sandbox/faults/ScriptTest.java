package io.github.bingxstream.testkit.sandbox.faults;

import static io.github.bingxstream.testkit.sandbox.faults.Faults.calls;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.corrupt;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.dropConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.fillFrames;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.handshakes;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.hold;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.lagQueries;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.next;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.queries;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.refuse;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.resetConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.skewClock;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.stallConnections;
import static io.github.bingxstream.testkit.sandbox.faults.Faults.withhold;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {

    @Test
    void lines_say_what_java_sentences_say() {
        assertThat(Script.parse("""
                                # what goes wrong
                                corrupt next 2 order frames

                                after 5s: reset connections
                                  at 10s for 3s: refuse handshakes with 503
                                after 20 frames: withhold next frame
                                after 1 call: hold all queries
                                every 30s: drop connections
                                for 300ms: stall connections
                                lag queries by 2s
                                skew clock by -10s
                                """).faults())
                .containsExactly(
                        corrupt(next(2).orderFrames()).timed(),
                        resetConnections().after(ofSeconds(5)),
                        refuse(handshakes()).with(503).during(ofSeconds(3)).after(ofSeconds(10)),
                        withhold(next(1).frames()).after(20, Counted.FRAMES),
                        hold(queries()).after(1, Counted.CALLS),
                        dropConnections().every(ofSeconds(30)),
                        stallConnections().during(ofMillis(300)),
                        lagQueries().by(ofSeconds(2)).timed(),
                        skewClock().by(ofSeconds(-10)).timed());
    }

    @Test
    void a_script_read_again_is_the_same() {
        Script script = Script.parse("""
                at 90s: bomb connections with 64MB
                close connections with 4000 "going away"
                withhold next 1 frame containing '"x":"NEW"' of account 17
                delay acks by 1m
                """);
        assertThat(script).hasToString("""
                        after 90s: bomb connections with 64 MB
                        close connections with 4000 "going away"
                        withhold next 1 frames containing '"x":"NEW"' of account 17
                        delay acks by 1m
                        """);
        assertThat(Script.parse(script.toString())).isEqualTo(script);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "refuze handshakes with 503        | 'refuze' is no fault: say one of withhold, duplicate",
                "drop                              | it ends where [next NUMBER] 'calls', 'listen-key calls'",
                "drop tables                       | 'drop' is nothing for 'tables': say [next NUMBER] 'calls'",
                "fragment queries into 3           | 'fragment' is nothing for 'queries': say [next NUMBER] 'frames'",
                "drop next 2 connections           | 'drop' is nothing for 'connections'",
                "refuse calls                      | 'refuse CALLS with STATUS': say 'with STATUS' before the end",
                "refuse calls by 503               | say 'with STATUS' before 'by'",
                "refuse calls with 200             | say a number from 400 to 599",
                "refuse calls with teapot          | 'teapot' is no number",
                "refuse calls with 503 please      | 'please' is too much",
                "delay frames by 3                 | '3' is no time: write 300ms, 5s, 2m or 1h",
                "delay frames by 0s                | say how long: 300ms, 5s, at most 24h",
                "delay frames by -3s               | say how long",
                "skew clock by 25h                 | say how far: 10s or -10s, at most 24h",
                "redirect calls to nowhere         | say a whole URL: https://example.org/",
                "close connections with 99         | say a close code from 1000 to 4999",
                "withhold next 0 frames            | count must be at least 1",
                "withhold next -1 frames           | '-1' is no number",
                "withhold frames containing \"x    | a quote is open: close it",
                "withhold frames of account me     | 'me' is no account number",
                "after 5s reset connections        | put a colon between when and what",
                "after 5: reset connections        | '5' is no time",
                "after 5 minutes: drop connections | 'minutes' cannot be counted: say frames, calls or handshakes",
                "at 5s sharp: drop connections     | 'sharp' is too much",
                "for 3s: drop connections          | 'drop connections' is over at once: leave out for how long",
                "every 5s: stall connections       | say for how long, or the next how many",
                "after 0s: drop connections        | say a time longer than zero",
                "after 0 frames: drop connections  | count must be at least 1",
                "after 5s:                         | it ends where a fault should follow"
            })
    void a_line_that_says_nothing_known_is_named_with_a_remedy(String line, String remedy) {
        ScriptException refused = catchThrowableOfType(
                ScriptException.class, () -> Script.parse("# first\ndrop connections\n" + line + "\nnonsense"));
        assertThat(refused).hasMessageStartingWith("line 3: ").hasMessageContaining(remedy);
        assertThat(refused.line()).isEqualTo(3);
    }

    @Test
    void a_script_has_an_end() {
        String line = "drop connections\n";
        assertThat(Script.parse(line.repeat(1000)).faults()).hasSize(1000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Script.parse(line.repeat(1001)))
                .withMessage("line 1001: a script has at most 1000 lines");
    }

    @Test
    void what_cannot_be_read_again_cannot_be_said_in_java_either() {
        assertThatIllegalArgumentException().isThrownBy(() -> lagQueries().by(Duration.ofNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> refuse(calls()).with(200));
        assertThatIllegalArgumentException().isThrownBy(() -> dropConnections().during(ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> hold(calls()).every(ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> dropConnections().after(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> fillFrames().containing("both ' and \""));
        assertThatIllegalArgumentException().isThrownBy(() -> next(0));
    }
}

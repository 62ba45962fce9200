package io.github.bingxstream.examples.proof;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole over real sockets: every scenario, over every transport. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(240)
class ScenariosTest {

    @BeforeAll
    static void there_must_be_signals() {
        assumeFalse(
                System.getProperty("os.name").startsWith("Windows"),
                "not tested on Windows, which has neither SIGKILL nor SIGTERM");
    }

    @ParameterizedTest(name = "{0}, over {1}")
    @MethodSource("everyScenarioOverEveryTransport")
    void in_the_end_every_fill_was_told_once_and_every_gap_is_closed(
            Scenario scenario, Carrier carrier, @TempDir Path folder) throws Exception {
        scenario.over(carrier, folder);
    }

    static Stream<Arguments> everyScenarioOverEveryTransport() {
        return Arrays.stream(Scenario.values())
                .flatMap(scenario -> Arrays.stream(Carrier.values()).map(carrier -> arguments(scenario, carrier)));
    }
}

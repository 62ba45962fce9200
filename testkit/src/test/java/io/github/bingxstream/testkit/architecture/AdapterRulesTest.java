package io.github.bingxstream.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterRulesTest {

    private static final String VIOLATORS = "violators.adapter";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(VIOLATORS);

    @ParameterizedTest(name = "{1} breaks {0}")
    @CsvSource({
        "SEES_ONLY_PORTS_AND_DOMAIN, SeesTheTestkit",
        "KEEPS_ITS_LIBRARY_TO_ITSELF, ReturnsALibrarysType",
        "KEEPS_ITS_LIBRARY_TO_ITSELF, ThrowsALibrarysType",
        "IS_SILENT, Logs",
        "USES_NO_STANDARD_STREAMS, Prints",
        "RUNS_ON_THREADS_IT_WAS_GIVEN, BorrowsATimer",
        "RUNS_ON_THREADS_IT_WAS_GIVEN, BorrowsThePool",
        "WAITS_FOR_NOTHING, Sleeps",
        "WAITS_FOR_NOTHING, WaitsForAFuture",
        "DECIDES_NOTHING_ABOUT_TRUST, TrustsEverybody",
        "DECIDES_NOTHING_ABOUT_TRUST, LooksAtNoHost",
    })
    void the_rule_catches_its_witness(String rule, String witness) {
        assertThatThrownBy(() -> AdapterRules.of(VIOLATORS).get(rule).check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(VIOLATORS + "." + witness);
    }

    @ParameterizedTest(name = "WellBehaved keeps {0}")
    @CsvSource({
        "SEES_ONLY_PORTS_AND_DOMAIN",
        "KEEPS_ITS_LIBRARY_TO_ITSELF",
        "IS_SILENT",
        "USES_NO_STANDARD_STREAMS",
        "RUNS_ON_THREADS_IT_WAS_GIVEN",
        "WAITS_FOR_NOTHING",
        "DECIDES_NOTHING_ABOUT_TRUST",
    })
    void an_adapter_as_it_should_be_keeps_the_rule(String rule) {
        JavaClasses wellBehaved = new ClassFileImporter().importPackages("violators.none");

        assertThatCode(() -> AdapterRules.of("violators.none").get(rule).check(wellBehaved))
                .doesNotThrowAnyException();
    }

    @Test
    void there_is_no_rule_but_these() {
        assertThat(AdapterRules.of(VIOLATORS))
                .containsOnlyKeys(
                        "SEES_ONLY_PORTS_AND_DOMAIN",
                        "KEEPS_ITS_LIBRARY_TO_ITSELF",
                        "IS_SILENT",
                        "USES_NO_STANDARD_STREAMS",
                        "RUNS_ON_THREADS_IT_WAS_GIVEN",
                        "WAITS_FOR_NOTHING",
                        "DECIDES_NOTHING_ABOUT_TRUST");
    }

    @Test
    void a_package_without_classes_is_not_checked_in_silence() {
        assertThatThrownBy(() -> AdapterRules.check("no.such.adapter"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no classes in no.such.adapter");
    }
}

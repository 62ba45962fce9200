package io.github.bingxstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreRulesTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.github.bingxstream");

    private static final JavaClasses VIOLATORS = new ClassFileImporter().importPackages("violators");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void core_keeps_the_rule(String name, ArchRule rule) {
        rule.check(CORE);
    }

    @ParameterizedTest(name = "{2} breaks {0}")
    @MethodSource("witnesses")
    void the_rule_catches_its_witness(String name, ArchRule rule, String witness) {
        assertThatThrownBy(() -> rule.check(VIOLATORS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(witness);
    }

    @Test
    void every_rule_has_a_witness() {
        Set<Object> witnessed = witnesses().map(arguments -> arguments.get()[0]).collect(Collectors.toSet());

        assertThat(rules().map(arguments -> arguments.get()[0]))
                .allSatisfy(rule -> assertThat(witnessed).contains(rule));
    }

    /** A rule about a package holds of an empty one. */
    @ParameterizedTest
    @ValueSource(strings = {"", ".domain", ".port", ".session", ".codec", ".rest", ".checkpoint", ".driver"})
    void every_package_that_a_rule_names_has_classes(String suffix) {
        assertThat(CORE.stream().filter(type -> type.getPackageName().equals("io.github.bingxstream" + suffix)))
                .hasSizeGreaterThan(2);
    }

    static Stream<Arguments> rules() {
        return Arrays.stream(CoreRules.class.getDeclaredFields())
                .filter(field -> ArchRule.class.isAssignableFrom(field.getType()))
                .map(field -> arguments(field.getName(), value(field)));
    }

    static Stream<Arguments> witnesses() {
        return Stream.of(
                        List.of("DOMAIN_KNOWS_ONLY_THE_LANGUAGE", "violators.domain.SpeaksToTheNetwork"),
                        List.of("DOMAIN_KNOWS_ONLY_THE_LANGUAGE", "violators.domain.UsesCollectionsOfALibrary"),
                        List.of("PORTS_SPEAK_DOMAIN_AND_JDK", "violators.port.PromisesAnEither"),
                        List.of("SESSION_IS_PURE", "violators.session.StartsAThread"),
                        List.of("SESSION_IS_PURE", "violators.session.ReadsAFile"),
                        List.of("SESSION_IS_PURE", "violators.session.SeesTheCodec"),
                        List.of("TIME_AND_CHANCE_ARE_TOLD", "violators.session.ReadsTheClock"),
                        List.of("TIME_AND_CHANCE_ARE_TOLD", "violators.session.ReadsTheCalendar"),
                        List.of("TIME_AND_CHANCE_ARE_TOLD", "violators.session.DrawsANumber"),
                        List.of("CODEC_SEES_DOMAIN_AND_SIGNALS", "violators.codec.SeesTheMachine"),
                        List.of("CODEC_SEES_DOMAIN_AND_SIGNALS", "violators.codec.SeesAPort"),
                        List.of("REST_SEES_DOMAIN_PORTS_AND_CODEC", "violators.rest.SeesTheSession"),
                        List.of("CHECKPOINT_SEES_DOMAIN_PORTS_AND_CODEC", "violators.checkpoint.SeesTheSession"),
                        List.of("NOBODY_SEES_THE_DRIVER", "violators.codec.SeesTheDriver"),
                        List.of("CORE_NAMES_NO_ADAPTER", "violators.rest.NamesAnAdapter"),
                        List.of("NO_CYCLES", "violators.bingxstream.hen.Hen"),
                        List.of("JSON_STAYS_IN_THE_CODEC", "violators.rest.ParsesJson"),
                        List.of("VAVR_STAYS_OUT_OF_SIGNATURES", "violators.rest.ReturnsAnEither"),
                        List.of("VAVR_STAYS_OUT_OF_FIELDS", "violators.domain.UsesCollectionsOfALibrary"),
                        List.of("NO_REFLECTION", "violators.codec.LooksInside"),
                        List.of("NO_REFLECTION", "violators.codec.LooksAround"),
                        List.of("NO_STANDARD_STREAMS", "violators.driver.Prints"))
                .map(pair -> arguments(pair.get(0), rule(pair.get(0)), pair.get(1)));
    }

    private static ArchRule rule(String name) {
        try {
            return value(CoreRules.class.getDeclaredField(name));
        } catch (NoSuchFieldException missing) {
            throw new AssertionError(missing);
        }
    }

    private static ArchRule value(Field field) {
        try {
            return (ArchRule) field.get(null);
        } catch (IllegalAccessException closed) {
            throw new AssertionError(closed);
        }
    }
}

package io.github.bingxstream.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.transport.Shortcoming;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One rule, one number, one test, and at least one witness. */
class CompletenessTest {

    @Test
    void each_rule_has_a_witness_and_each_witness_a_rule() {
        for (Contracts.Contract contract : Contracts.ALL) {
            Set<String> rules = RuleBook.rulesOf(contract.suite()).stream()
                    .map(method -> RuleBook.rule(method).number())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> witnessed =
                    contract.witnesses().stream().map(Witness::rule).collect(Collectors.toCollection(TreeSet::new));
            assertThat(witnessed).as(contract.title()).isEqualTo(rules);
        }
    }

    @Test
    void numbers_are_counted_from_one_without_holes_and_none_is_given_twice() {
        for (String prefix : List.of("FT", "HT", "TLS", "PX", "LK", "ES", "CS")) {
            List<String> numbers = new ArrayList<>();
            Contracts.ALL.stream()
                    .filter(contract -> contract.prefix().equals(prefix))
                    .flatMap(contract -> RuleBook.rulesOf(contract.suite()).stream())
                    .forEach(method -> numbers.add(RuleBook.rule(method).number()));
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                            .mapToObj(i -> prefix + "-" + i)
                            .toList());
        }
    }

    @Test
    void a_test_is_named_after_its_rule_and_rules_are_sentences() {
        for (Method method : rules()) {
            Rule rule = RuleBook.rule(method);
            assertThat(method.getName())
                    .startsWith(rule.number().replace("-", "").toLowerCase(Locale.ROOT) + "_");
            assertThat(List.of(rule.says(), rule.because()))
                    .allSatisfy(text ->
                            assertThat(text).isNotBlank().doesNotEndWith(".").doesNotContain("|"));
        }
    }

    @Test
    void a_contract_has_no_test_that_is_no_rule() {
        for (Contracts.Contract contract : Contracts.ALL) {
            assertThat(Arrays.stream(contract.suite().getMethods())
                            .filter(method -> method.isAnnotationPresent(Test.class)))
                    .as(contract.title())
                    .isEmpty();
        }
    }

    @Test
    void there_are_sixty_rules_and_more() {
        assertThat(rules()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void a_shortcoming_names_a_rule_that_there_is() {
        List<String> numbers =
                rules().stream().map(method -> RuleBook.rule(method).number()).toList();
        assertThat(Shortcoming.values()).allMatch(shortcoming -> numbers.contains(shortcoming.rule()));
    }

    private static List<Method> rules() {
        return Contracts.ALL.stream()
                .flatMap(contract -> RuleBook.rulesOf(contract.suite()).stream())
                .toList();
    }
}

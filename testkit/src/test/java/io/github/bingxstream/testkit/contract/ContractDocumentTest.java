package io.github.bingxstream.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.testkit.transport.Shortcoming;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/contract.md} says what the contracts do: what stands behind its mark is generated from them. */
class ContractDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/contract.md");
    private static final String MARK = "<!-- generated from here on: ";
    private static final String HOW = "mvn -pl testkit -am test -Dtest=ContractDocumentTest -Dcontract.document=write"
            + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void the_document_says_what_the_contracts_do() throws IOException {
        List<String> written = Files.readAllLines(DOCUMENT);
        List<String> expected = new ArrayList<>(
                written.stream().takeWhile(line -> !line.startsWith(MARK)).toList());
        expected.add(MARK + HOW + " -->");
        Contracts.ALL.forEach(contract -> addRules(contract, expected));
        if ("write".equals(System.getProperty("contract.document"))) {
            Files.write(DOCUMENT, expected);
            return;
        }
        assertThat(written)
                .as("docs/contract.md is stale. To write it anew: " + HOW)
                .isEqualTo(expected);
    }

    private static void addRules(Contracts.Contract contract, List<String> lines) {
        lines.addAll(List.of(
                "",
                "## " + contract.title(),
                "",
                "Suite: `" + contract.suite().getSimpleName() + "`",
                "",
                "| Rule | | Because | Catches one that |",
                "|---|---|---|---|"));
        for (Method method : RuleBook.rulesOf(contract.suite())) {
            Rule rule = RuleBook.rule(method);
            String caught = contract.witnesses().stream()
                    .filter(witness -> witness.rule().equals(rule.number()))
                    .map(Witness::breaks)
                    .collect(Collectors.joining("; "));
            lines.add("| " + rule.number() + " | " + rule.says() + excuse(rule.number()) + " | " + rule.because()
                    + " | " + caught + " |");
        }
    }

    private static String excuse(String number) {
        return Arrays.stream(Shortcoming.values())
                .filter(shortcoming -> shortcoming.rule().equals(number))
                .map(shortcoming -> " (or declares `" + shortcoming + "`)")
                .collect(Collectors.joining());
    }
}

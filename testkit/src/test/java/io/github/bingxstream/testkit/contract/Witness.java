package io.github.bingxstream.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Something that breaks one rule on purpose, and the trial in which the rule's test has to notice.
 *
 * @param rule the number of the rule
 * @param breaks what it does wrong, as the end of a sentence that begins with "one that"
 * @param trial puts it under the contract, runs the rule's test, and takes it down again
 * @param isAlone whether nothing may happen beside the trial, because the rule is about the whole process
 */
public record Witness(String rule, String breaks, Trial trial, boolean isAlone) {

    /** Witnesses mostly wait for what never comes, so many of them can at a time. */
    private static final int AT_A_TIME = 10;

    public Witness(String rule, String breaks, Trial trial) {
        this(rule, breaks, trial, false);
    }

    /** Returns the same, of a rule that looks at threads, files or the log of the whole process. */
    public Witness alone() {
        return new Witness(rule, breaks, trial, true);
    }

    /** Returns what bugs do wrong, by their names. */
    public static String words(Enum<?>... bugs) {
        return Arrays.stream(bugs)
                .map(bug -> bug.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(" and "));
    }

    /** What happens around the test of a rule. */
    @FunctionalInterface
    public interface Trial {
        void run() throws Throwable;
    }

    /** Runs the test of a rule, and throws what it throws. */
    public static void call(Class<?> contract, String number, Object underContract) throws Throwable {
        Method test = RuleBook.ruleOf(contract, number);
        try {
            test.invoke(underContract);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Begins all trials that can be made beside others, and returns a test for each; those that cannot come last. */
    public static Stream<DynamicTest> tests(List<Witness> witnesses) {
        ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME, task -> {
            Thread thread = new Thread(task, "witness");
            thread.setDaemon(true);
            return thread;
        });
        List<DynamicTest> together = witnesses.stream()
                .filter(witness -> !witness.isAlone())
                .map(witness -> {
                    Callable<Optional<Throwable>> trial = witness::verdict;
                    Future<Optional<Throwable>> verdict = executor.submit(trial);
                    return DynamicTest.dynamicTest(witness.toString(), () -> witness.isNoticed(verdict.get()));
                })
                .toList();
        executor.shutdown();
        return Stream.concat(
                together.stream(),
                witnesses.stream()
                        .filter(Witness::isAlone)
                        .map(witness -> DynamicTest.dynamicTest(witness.toString(), () -> {
                            executor.awaitTermination(1, TimeUnit.MINUTES);
                            witness.isNoticed(witness.verdict());
                        })));
    }

    /** Returns what the trial throws; empty when nobody noticed anything. */
    private Optional<Throwable> verdict() {
        try {
            trial.run();
            return Optional.empty();
        } catch (Throwable noticed) {
            return Optional.of(noticed);
        }
    }

    /** Fails unless it was an assertion that failed, and not something that broke by the way. */
    private void isNoticed(Optional<Throwable> verdict) {
        if (Boolean.getBoolean("contract.verdicts")) {
            System.out.println(this + ": " + verdict.map(Throwable::toString).orElse("not noticed"));
        }
        assertThat(verdict).as(toString()).get().isInstanceOf(AssertionError.class);
    }

    @Override
    public String toString() {
        return rule + " one that " + breaks;
    }
}

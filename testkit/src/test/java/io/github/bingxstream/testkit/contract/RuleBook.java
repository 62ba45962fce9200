package io.github.bingxstream.testkit.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The rules of a contract, read off its class. */
public final class RuleBook {

    private RuleBook() {}

    /** Returns the tests that are rules, in the order of their numbers. */
    public static List<Method> rulesOf(Class<?> contract) {
        return Arrays.stream(contract.getMethods())
                .filter(method -> method.isAnnotationPresent(Rule.class))
                .sorted(Comparator.comparingInt(method -> counted(rule(method).number())))
                .toList();
    }

    /** Returns the test of the rule with this number. */
    public static Method ruleOf(Class<?> contract, String number) {
        return rulesOf(contract).stream()
                .filter(method -> rule(method).number().equals(number))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        contract.getSimpleName() + " has no rule " + number + ": correct the witness"));
    }

    static Rule rule(Method method) {
        return method.getAnnotation(Rule.class);
    }

    static int counted(String number) {
        return Integer.parseInt(number.substring(number.indexOf('-') + 1));
    }
}

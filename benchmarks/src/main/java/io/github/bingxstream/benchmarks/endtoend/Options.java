package io.github.bingxstream.benchmarks.endtoend;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a command line says: {@code --name value} in any order.
 *
 * @param values by name
 */
record Options(Map<String, String> values) {

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if a name is not one of these, or has no value
     */
    static Options of(String[] arguments, Set<String> names) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!names.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        arguments[i] + ": say one of " + new TreeSet<>(names) + " behind --, and its value");
            }
            values.put(name, arguments[i + 1]);
        }
        return new Options(values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, String.valueOf(otherwise)));
    }

    /** Words with commas between them. */
    List<String> words(String name, String otherwise) {
        return Arrays.asList(text(name, otherwise).split(",", -1));
    }
}

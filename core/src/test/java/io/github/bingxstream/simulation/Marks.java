package io.github.bingxstream.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was injected: faults, and the values of switches. */
final class Marks {

    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final Map<String, Integer> switches = new TreeMap<>();

    void count(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    void count(Switches turned) {
        turned.values().forEach(value -> switches.merge(value, 1, Integer::sum));
    }

    void add(Marks other) {
        other.faults.forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
        other.switches.forEach((value, count) -> switches.merge(value, count, Integer::sum));
    }

    Map<Fault, Integer> faults() {
        return faults;
    }

    Map<String, Integer> switches() {
        return switches;
    }
}

package io.github.bingxstream.benchmarks.profile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls and what they call, each with the weight of the samples that have seen it. */
final class CallTree {

    private final Map<String, CallTree> callees = new TreeMap<>();
    private long weight;

    /** Adds a sample whose stack began with the first of the calls. */
    void add(List<String> calls, long sampleWeight) {
        CallTree node = this;
        node.weight += sampleWeight;
        for (String call : calls) {
            node = node.callees.computeIfAbsent(call, name -> new CallTree());
            node.weight += sampleWeight;
        }
    }

    long weight() {
        return weight;
    }

    /** Returns what was called from here, by name. */
    Map<String, CallTree> callees() {
        return callees;
    }

    /** Returns how many calls lie upon one another at most, leaving out those below the share of the whole. */
    int height(long weightMin) {
        int highest = 0;
        for (CallTree callee : callees.values()) {
            if (callee.weight >= weightMin) {
                highest = Math.max(highest, 1 + callee.height(weightMin));
            }
        }
        return highest;
    }
}

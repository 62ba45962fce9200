package io.github.bingxstream.benchmarks.endtoend;

import java.util.Locale;

/** What is compared. */
enum Kind {
    DECODER("decoder alone", "DECODER"),
    JDK("bare JDK WebSocket", "JDK"),
    OURS_JDK("**ours over `adapter-jdk`**", "JDK"),
    OURS_JDK_AUDITING("ours over `adapter-jdk`, with an audit every 5 s", "JDK"),
    OURS_JDK_IN_PLACE("ours over `adapter-jdk`, `sinkNeverBlocks`", "JDK"),
    TYRUS("bare Tyrus", "TYRUS"),
    OURS_TYRUS("**ours over `adapter-tyrus`**", "TYRUS"),
    OURS_TYRUS_IN_PLACE("ours over `adapter-tyrus`, `sinkNeverBlocks`", "TYRUS"),
    NODE("Node, `ws`, `gunzipSync`, `JSON.parse`", "JDK");

    private final String label;
    private final String floor;

    Kind(String label, String floor) {
        this.label = label;
        this.floor = floor;
    }

    /** As a table's row names it. */
    String label() {
        return label;
    }

    /** The transport without anything on it, to which it is compared. */
    Kind floor() {
        return valueOf(floor);
    }

    /** As files and command lines name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

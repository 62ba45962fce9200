package io.github.bingxstream.testkit.transport;

import java.util.List;

/** The threads of this JVM but for those that it shares among all and starts when it likes. */
final class LiveThreads {

    private static final List<String> OF_THE_JVM = List.of(
            "Keep-Alive-",
            "ForkJoinPool.commonPool",
            "CompletableFutureDelay",
            "Common-Cleaner",
            "process reaper",
            "JFR");

    private LiveThreads() {}

    /** Returns their names, sorted. */
    static List<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> OF_THE_JVM.stream().noneMatch(name::startsWith))
                .sorted()
                .toList();
    }
}

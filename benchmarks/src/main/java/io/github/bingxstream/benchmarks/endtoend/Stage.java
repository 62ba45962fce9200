package io.github.bingxstream.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One exchange and the clients that are compared, a process each. All are there from the beginning, and hear heartbeats; one at
 * a time is sent events, so that clients take turns and what disturbs the machine disturbs all of them.
 */
final class Stage implements AutoCloseable {

    /** What a JVM that has compiled nothing can bear, for so many events. */
    private static final int COLD_PER_SECOND = 5_000;

    private static final int COLD = 10_000;

    /** What it can bear then: messages that follow one another closely are handed over. */
    private static final int CLOSE_PER_SECOND = 25_000;

    /** Messages that do not are handled by whoever brings them, which is another way through the code. */
    private static final int APART_PER_SECOND = 10_000;

    private final Child exchange;
    private final String[] access;
    private final Map<Kind, Child> clients = new EnumMap<>(Kind.class);
    private final Map<Kind, String> streams = new EnumMap<>(Kind.class);
    private final Path times;

    /**
     * Starts everything.
     *
     * @param frames how many each client may be sent at most
     * @param options of every client's JVM
     * @param node the script that Node is to run; null to leave Node out
     */
    Stage(List<Kind> kinds, int frames, List<String> options, @Nullable Path node) throws IOException {
        times = Files.createTempDirectory("end-to-end");
        exchange = Child.java(Exchange.class, List.of(), String.valueOf(frames));
        access = exchange.hear("ready").split(" ", -1);
        for (Kind kind : kinds) {
            String stream = exchange.ask("peer", "done");
            streams.put(kind, stream);
            clients.put(kind, client(kind, stream, frames, options, node));
        }
        for (Child client : clients.values()) {
            client.hear("ready");
        }
    }

    private Child client(Kind kind, String stream, int frames, List<String> options, @Nullable Path node)
            throws IOException {
        String[] arguments = {kind.word(), access[0], stream, access[2], access[3], String.valueOf(frames)};
        if (kind != Kind.NODE) {
            return Child.java(Client.class, options, arguments);
        }
        List<String> command = new ArrayList<>(List.of("node", String.valueOf(node)));
        command.addAll(Arrays.asList(arguments));
        return new Child("node", command);
    }

    /** Where the sandbox's own REST and stream are, its API key and its secret. */
    String[] access() {
        return access.clone();
    }

    Child exchange() {
        return exchange;
    }

    /** Returns how many frames a client is sent when it is warmed up with so many events or a few more. */
    static int warmUpFrames(int events) {
        return warmUpPaces(events).values().stream()
                .mapToInt(OrderFrames::whole)
                .sum();
    }

    /** How many events at which pace: most come as they are going to be measured. */
    private static Map<Integer, Integer> warmUpPaces(int events) {
        int cold = Math.min(events, COLD);
        int left = (events - cold) / 2;
        Map<Integer, Integer> paces = new LinkedHashMap<>(Map.of(COLD_PER_SECOND, cold));
        if (left > 0) {
            paces.put(CLOSE_PER_SECOND, left);
            paces.put(APART_PER_SECOND, left);
        }
        return paces;
    }

    /** Sends every client so many events or a few more, for compilers to be done before anything is measured. */
    void warmUp(int events) throws IOException {
        for (Kind kind : clients.keySet()) {
            for (Map.Entry<Integer, Integer> some : warmUpPaces(events).entrySet()) {
                Run unused = pace(kind, some.getValue(), some.getKey());
            }
        }
    }

    /** Sends a client so many events, or a few more, at a pace. */
    Run pace(Kind kind, int atLeast, int perSecond) throws IOException {
        int events = OrderFrames.whole(atLeast);
        return run(
                kind, events, perSecond, "pace " + streams.get(kind) + " " + sent() + " " + events + " " + perSecond);
    }

    /** Sends a client so many events, or a few more, as fast as its socket takes them. */
    Run burst(Kind kind, int atLeast) throws IOException {
        int events = OrderFrames.whole(atLeast);
        return run(kind, events, 0, "burst " + streams.get(kind) + " " + sent() + " " + events);
    }

    private Run run(Kind kind, int events, int perSecond, String order) throws IOException {
        Child client = clients.get(kind);
        if (client == null) {
            throw new IllegalArgumentException(kind + " is not on the stage");
        }
        client.ask("expect " + events, "expecting");
        if (kind != Kind.DECODER) {
            exchange.ask(order, "done");
        }
        String[] heard = client.ask("await " + times.resolve("heard"), "heard").split(" ", 3);
        long[] at = Nanos.read(times.resolve("heard"));
        long[] due = kind == Kind.DECODER ? started(at, events) : Nanos.read(sent());
        long[] sent = kind == Kind.DECODER ? due : Nanos.read(Path.of(sent() + ".sent"));
        return Run.of(kind, perSecond, due, sent, at, Long.parseLong(heard[1]), heard.length > 2 ? heard[2] : "");
    }

    /** The decoder alone waits for nothing: all that it decodes is due when it begins. */
    private static long[] started(long[] at, int events) {
        long[] due = new long[events];
        Arrays.fill(due, at.length == 0 ? 0 : at[0]);
        return due;
    }

    private Path sent() {
        return times.resolve("due");
    }

    @Override
    public void close() throws IOException {
        for (Child client : clients.values()) {
            client.close();
        }
        exchange.close();
        try (var files = Files.list(times)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(times);
    }
}

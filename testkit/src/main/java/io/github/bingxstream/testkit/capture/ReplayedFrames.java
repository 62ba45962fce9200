package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.port.FrameTransport;
import io.github.bingxstream.testkit.capture.Fact.OfConnection;
import io.github.bingxstream.testkit.capture.Replay.Divergence.Kind;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The recorded connections, each to be opened once, in their order. */
final class ReplayedFrames implements FrameTransport {

    private final Agenda agenda;
    private final Divergences divergences;
    private final Deque<Deque<Entry>> tapes = new ArrayDeque<>();
    private final List<ReplayedConnection> opened = new ArrayList<>();

    ReplayedFrames(List<Entry> entries, Agenda agenda, Divergences divergences) {
        this.agenda = agenda;
        this.divergences = divergences;
        Map<Integer, Deque<Entry>> byNumber = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.fact() instanceof OfConnection of) {
                byNumber.computeIfAbsent(of.connection(), number -> new ArrayDeque<>())
                        .add(entry);
            }
        }
        tapes.addAll(byNumber.values());
    }

    @Override
    public Connection open(URI endpoint, Listener listener) {
        String name = "connection " + (opened.size() + 1);
        Deque<Entry> tape = tapes.poll();
        if (tape == null) {
            divergences.add(Kind.NOT_RECORDED, name);
            tape = new ArrayDeque<>();
            Fact.Opening opening = new Fact.Opening(0);
            Fact.Ended ended = new Fact.Ended(
                    0, Cause.UNREACHABLE, OptionalInt.empty(), "this connection is not in the recording");
            Entry first = new Entry(agenda.nanos(), Instant.EPOCH, opening);
            tape.add(first);
            tape.add(new Entry(agenda.nanos(), first.at(), ended));
        }
        ReplayedConnection connection = new ReplayedConnection(name, tape, listener, agenda, divergences);
        opened.add(connection);
        connection.begin();
        return connection;
    }

    /** Returns how much later than recorded things happen. */
    long late() {
        return opened.stream().mapToLong(ReplayedConnection::late).max().orElse(0);
    }

    /** Whether there are connections that were made before the end and are not yet. */
    boolean isMissingAny(long end) {
        return tapes.stream().anyMatch(tape -> isExpected(tape, end));
    }

    /** Tells of the connections that were not made, and of what was said on others without being recorded. */
    void report(long end) {
        opened.forEach(ReplayedConnection::reportUnexpected);
        for (Deque<Entry> tape : tapes) {
            if (isExpected(tape, end) && tape.element().fact() instanceof OfConnection of) {
                divergences.add(Kind.NOT_DONE, "connection " + of.connection());
            }
        }
    }

    private static boolean isExpected(Deque<Entry> tape, long end) {
        return tape.element().nanos() < end - ReplayedConnection.SOON.toNanos();
    }
}

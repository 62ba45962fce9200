package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What faults do that hit the exchange as it stands, and how it is undone. The {@link FaultDesk} calls one at a time. */
final class Effects {
    private final StreamHub hub;
    private final ListenKeys keys;
    private final SkewedClock clock;
    private final Marks marks;
    private final Consumer<Duration> lag;
    private final List<Occurrence> lags = new ArrayList<>();
    private final List<Occurrence> skews = new ArrayList<>();

    Effects(StreamHub hub, ListenKeys keys, SkewedClock clock, Marks marks, Consumer<Duration> lag) {
        this.hub = hub;
        this.keys = keys;
        this.clock = clock;
        this.marks = marks;
        this.lag = lag;
    }

    void begin(Occurrence occurrence) {
        Fault fault = occurrence.fault();
        switch (fault.kind()) {
            case DROP_CONNECTIONS ->
                strike(occurrence, connection -> connection.wire().drop());
            case RESET_CONNECTIONS ->
                strike(occurrence, connection -> connection.wire().reset());
            case CLOSE_CONNECTIONS ->
                send(
                        occurrence,
                        OutgoingFrame.close(
                                fault.goodbye().code(), fault.goodbye().reason()));
            case STALL_CONNECTIONS ->
                strike(occurrence, connection -> connection.wire().stall());
            case DEAFEN_CONNECTIONS ->
                strike(occurrence, connection -> connection.ear().shut());
            case ABANDON_CONNECTIONS ->
                strike(occurrence, connection -> {
                    connection.wire().abandon();
                    connection.ear().shut();
                });
            case FLOOD_CONNECTIONS -> {
                List<OutgoingFrame> flood = OutgoingFrame.flood(fault.number());
                strike(occurrence, connection -> flood.forEach(connection.wire()::send));
            }
            case BOMB_CONNECTIONS -> send(occurrence, OutgoingFrame.bomb(fault.number()));
            case GARBLE_CONNECTIONS -> send(occurrence, OutgoingFrame.garbage(fault.number()));
            case EXPIRE_LISTEN_KEYS -> {
                marks.count(fault.kind().mark(), keys.expireAll());
                hub.sweep();
            }
            case KILL_LISTEN_KEYS -> marks.count(fault.kind().mark(), keys.killAll());
            case LAG_QUERIES -> {
                lags.add(occurrence);
                lag.accept(newest(lags));
            }
            case SKEW_CLOCK -> {
                skews.add(occurrence);
                clock.skew(newest(skews));
                marks.count(fault.kind().mark());
            }
            default -> {
                // Frames and calls are hit when they come.
            }
        }
    }

    void end(Occurrence occurrence) {
        switch (occurrence.fault().kind()) {
            case STALL_CONNECTIONS ->
                occurrence.hit().forEach(connection -> connection.wire().resume());
            case DEAFEN_CONNECTIONS ->
                occurrence.hit().forEach(connection -> connection.ear().open());
            case ABANDON_CONNECTIONS ->
                occurrence.hit().forEach(connection -> {
                    connection.wire().reset();
                    connection.ear().remove();
                });
            case LAG_QUERIES -> {
                lags.remove(occurrence);
                lag.accept(newest(lags));
            }
            case SKEW_CLOCK -> {
                skews.remove(occurrence);
                clock.skew(newest(skews));
            }
            default -> {
                // It has left nothing behind.
            }
        }
    }

    /** Of several only the newest counts, and when it ends, the one before. */
    private static Duration newest(List<Occurrence> occurrences) {
        return occurrences.isEmpty()
                ? Duration.ZERO
                : occurrences.get(occurrences.size() - 1).fault().time();
    }

    private void send(Occurrence occurrence, OutgoingFrame frame) {
        strike(occurrence, connection -> connection.wire().send(frame));
    }

    private void strike(Occurrence occurrence, Consumer<StreamConnection> blow) {
        List<StreamConnection> open = hub.open();
        occurrence.hit(open);
        // Before anybody can feel it: who has felt it finds it counted.
        marks.count(occurrence.fault().kind().mark(), open.size());
        open.forEach(blow);
    }
}

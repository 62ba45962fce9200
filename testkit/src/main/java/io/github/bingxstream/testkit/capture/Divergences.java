package io.github.bingxstream.testkit.capture;

import io.github.bingxstream.testkit.capture.Replay.Divergence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what went otherwise than recorded. */
final class Divergences {

    /** A replay that has left the path once asks for one thing after another: the first are the telling ones. */
    private static final int KEPT_MAX = 100;

    private final Agenda agenda;
    private final long origin;
    private final long end;
    private final List<Divergence> kept = new ArrayList<>();
    private long more;

    /**
     * Begins without any.
     *
     * @param origin what times are counted from
     * @param end when the recorded stream was closed; what would have happened about then may or may not be recorded
     */
    Divergences(Agenda agenda, long origin, long end) {
        this.agenda = agenda;
        this.origin = origin;
        this.end = end;
    }

    void add(Divergence.Kind kind, String what) {
        if (kept.size() >= KEPT_MAX) {
            more++;
        } else {
            kept.add(new Divergence(Duration.ofNanos(agenda.nanos() - origin), kind, what));
        }
    }

    /** Returns when the recorded stream was closed. */
    long end() {
        return end;
    }

    /** Whether the recording ends so soon that nothing can be expected of it. */
    boolean isAboutOver() {
        return agenda.nanos() >= end - ReplayedConnection.SOON.toNanos();
    }

    Replay.Report report() {
        return new Replay.Report(List.copyOf(kept), more);
    }
}

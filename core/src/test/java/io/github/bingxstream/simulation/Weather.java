package io.github.bingxstream.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When which faults strike: single ones and storms of several, until a certain time. From then on all is well, but what
 * was broken before stays broken until somebody finds out.
 */
final class Weather {

    private static final long FRONT_MEAN = 25 * Agenda.MINUTES;
    private static final double[] INTENSITIES = {0.05, 0.3, 0.9};

    private record Front(long until, double probability, boolean once) {}

    private final Agenda agenda;
    private final Chance fronts;
    private final Chance strikes;
    private final Trace trace;
    private final Marks marks = new Marks();
    private final long faultsEnd;
    private final Map<Fault, Front> active = new EnumMap<>(Fault.class);
    private long disturbedUntil;
    private long strickenAt;

    Weather(Agenda agenda, Chance chance, Trace trace, long faultsEnd) {
        this.agenda = agenda;
        this.fronts = chance.split();
        this.strikes = chance.split();
        this.trace = trace;
        this.faultsEnd = faultsEnd;
    }

    /**
     * Begins.
     *
     * @param stroke makes a fault that happens at one moment happen; false if there was nothing for it to befall
     */
    void begin(Predicate<Fault> stroke) {
        agenda.in(fronts.waiting(FRONT_MEAN), () -> front(stroke));
    }

    private void front(Predicate<Fault> stroke) {
        if (agenda.now() >= faultsEnd) {
            return;
        }
        boolean storm = fronts.hits(0.5);
        long lasts = storm ? fronts.between(20 * Agenda.SECONDS, 8 * Agenda.MINUTES) : 5 * Agenda.MINUTES;
        for (Fault fault : chosen(storm ? 3 + fronts.below(6) : 1)) {
            double probability = storm ? INTENSITIES[fronts.below(INTENSITIES.length)] : 1;
            long wait = storm ? fronts.between(0, lasts) : 0;
            if (fault.isStroke()) {
                agenda.in(wait, () -> strike(fault, stroke));
            } else {
                active.put(fault, new Front(Math.min(faultsEnd, agenda.now() + lasts), probability, !storm));
            }
        }
        begin(stroke);
    }

    private List<Fault> chosen(int count) {
        List<Fault> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(fronts.pick(List.of(Fault.values())));
        }
        return chosen;
    }

    private void strike(Fault fault, Predicate<Fault> stroke) {
        if (agenda.now() < faultsEnd && stroke.test(fault)) {
            struck(fault);
        }
    }

    /** Returns whether a fault befalls what happens now. */
    boolean strikes(Fault fault) {
        if (active.isEmpty()) {
            return false;
        }
        Front front = active.get(fault);
        if (front == null) {
            return false;
        }
        if (agenda.now() >= front.until()) {
            active.remove(fault);
            return false;
        }
        if (!strikes.hits(front.probability())) {
            return false;
        }
        if (front.once()) {
            active.remove(fault);
        }
        struck(fault);
        return true;
    }

    private void struck(Fault fault) {
        marks.count(fault);
        trace.fault(agenda.now(), fault);
        strickenAt = agenda.now();
        if (fault.disturbs()) {
            disturbUntil(agenda.now());
        }
    }

    /** Something keeps the session from finding out until then. */
    void disturbUntil(long at) {
        disturbedUntil = Math.max(disturbedUntil, at);
    }

    /** Returns since when nothing keeps the session from finding out; may lie ahead. */
    long calmSince() {
        return disturbedUntil;
    }

    /** Returns when the last fault was injected. */
    long strickenAt() {
        return strickenAt;
    }

    long faultsEnd() {
        return faultsEnd;
    }

    Chance strikes() {
        return strikes;
    }

    Marks marks() {
        return marks;
    }
}

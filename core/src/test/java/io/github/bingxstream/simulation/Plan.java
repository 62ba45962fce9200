package io.github.bingxstream.simulation;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What to simulate.
 *
 * @param seed decides everything that is left to chance
 * @param lasts how long, in virtual nanoseconds
 * @param faultyFor how much of it is faulty; zero for nothing
 * @param friendly whether the exchange loses nothing between two keys, so that rotation can be invisible
 * @param promises the numbers of the promises to check
 * @param mutant how steps are taken
 * @param reader who wants to read all of the trace
 */
record Plan(
        long seed,
        long lasts,
        long faultyFor,
        boolean friendly,
        Set<String> promises,
        Mutant mutant,
        Optional<Consumer<String>> reader) {

    static Plan day(long seed) {
        return new Plan(seed, 24 * Agenda.HOURS, 20 * Agenda.HOURS, false, Checkers.ALL, Mutant.NONE, Optional.empty());
    }

    Plan of(long hours, long faultyHours) {
        return new Plan(seed, hours * Agenda.HOURS, faultyHours * Agenda.HOURS, friendly, promises, mutant, reader);
    }

    Plan withoutFaults() {
        return new Plan(seed, 6 * Agenda.HOURS, 0, true, promises, mutant, reader);
    }

    Plan checking(Set<String> checked) {
        return new Plan(seed, lasts, faultyFor, friendly, checked, mutant, reader);
    }

    Plan with(Mutant other) {
        return new Plan(seed, lasts, faultyFor, friendly, promises, other, reader);
    }

    Plan readBy(Consumer<String> lines) {
        return new Plan(seed, lasts, faultyFor, friendly, promises, mutant, Optional.of(lines));
    }

    Switches turned(Switches drawn) {
        return friendly ? drawn.friendlyToRotation() : drawn;
    }
}

package io.github.bingxstream.simulation;

import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.SessionState;
import io.github.bingxstream.session.Transition;

/** Days of faults for those who want to see the session's steps and nothing else. */
public final class WatchedDays {

    private WatchedDays() {}

    /** Sees every step that a session takes. */
    public interface Watcher {
        void step(SessionState before, SessionInput input, Now now, Transition after);
    }

    /** Plays one day, checking no promise. */
    public static void play(long seed, Watcher watcher) {
        Mutant watched = (machine, state, input, now) -> {
            Transition after = machine.step(state, input, now);
            watcher.step(state, input, now, after);
            return after;
        };
        new Simulation(Plan.day(seed).checking(java.util.Set.of()).with(watched)).run();
    }
}

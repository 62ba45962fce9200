package io.github.bingxstream.simulation;

import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.SessionMachine;
import io.github.bingxstream.session.SessionState;
import io.github.bingxstream.session.Transition;

/** A way to take a step. Other ways than the session's own break something on purpose. */
interface Mutant {

    Mutant NONE = SessionMachine::step;

    Transition step(SessionMachine machine, SessionState state, SessionInput input, Now now);
}

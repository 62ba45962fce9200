package io.github.bingxstream.simulation;

import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import java.util.function.Supplier;

/** Watches whether one promise is kept. It is asked before a step's actions are entered into the scene. */
abstract class Checker {

    private final String promise;
    private final Scene scene;

    Checker(String promise, Scene scene) {
        this.promise = promise;
        this.scene = scene;
    }

    /** Returns the number of the promise. */
    final String promise() {
        return promise;
    }

    final Scene scene() {
        return scene;
    }

    final void demand(boolean kept, Supplier<String> otherwise) {
        if (!kept) {
            throw new Broken(promise, otherwise.get());
        }
    }

    /** A process begins, the first or another after one was killed. */
    void restarted() {}

    void input(SessionInput input) {}

    void action(SessionAction action) {}

    /** All actions of a step are done and entered into the scene. */
    void stepped(int actions) {}

    /** A minute has passed. */
    void minute() {}

    /** The simulation is over; the stream is still open. */
    void ended() {}

    /** The user has closed the stream, and everything has come to rest. */
    void closed() {}
}

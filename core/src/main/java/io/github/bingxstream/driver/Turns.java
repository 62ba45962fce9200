package io.github.bingxstream.driver;

import io.github.bingxstream.session.Turn;
import java.util.concurrent.ScheduledExecutorService;

/** Whose turn it is. Safe for use by several threads. */
public interface Turns {

    /** For streams that have nothing to share: each turn comes as soon as it is wanted. */
    Turns AT_ONCE = (turn, account, scheduler, comes) -> {
        comes.run();
        return () -> {};
    };

    /**
     * Waits for a turn.
     *
     * @param account who wants it; a turn to connect or to extend comes for all that wait for it in the name of the same account, a
     *     turn to ask for one after the other
     * @param scheduler where time is waited for; it may be shut down
     * @param comes is run once when the turn comes, before this returns or later, on any thread; must be short
     */
    Ticket await(Turn turn, Object account, ScheduledExecutorService scheduler, Runnable comes);

    /** A place in the queue. */
    interface Ticket {

        /** Gives the turn back, if it has not come yet. Idempotent. */
        void withdraw();
    }
}

package io.github.bingxstream.driver;

import io.github.bingxstream.session.SessionState;
import io.github.bingxstream.session.Turn;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * The turns that one session waits for: always those of its state, and none after its end. Only a turn of its driver touches them;
 * the end may come at any time, on any thread.
 */
final class Tickets {

    private static final Turn[] ALL = Turn.values();

    private final Turns turns;
    private final Object account;
    private final ScheduledExecutorService scheduler;
    private final Consumer<Turn> comes;
    private final Map<Turn, Turns.Ticket> held = new ConcurrentHashMap<>(ALL.length);
    private volatile boolean over;

    Tickets(Turns turns, Object account, ScheduledExecutorService scheduler, Consumer<Turn> comes) {
        this.turns = turns;
        this.account = account;
        this.scheduler = scheduler;
        this.comes = comes;
    }

    /** Takes a ticket for each turn that the session waits for now, and gives the others back. */
    void become(SessionState state) {
        for (Turn turn : ALL) {
            boolean wanted = !over && state.awaits(turn);
            if (!wanted) {
                came(turn);
            } else if (!held.containsKey(turn)) {
                held.put(turn, turns.await(turn, account, scheduler, () -> comes.accept(turn)));
                if (over) {
                    // The end came meanwhile, and may not have seen this one.
                    came(turn);
                }
            }
        }
    }

    /** A turn has come, or is not wanted any more. */
    void came(Turn turn) {
        Turns.Ticket ticket = held.remove(turn);
        if (ticket != null) {
            ticket.withdraw();
        }
    }

    /** The session has ended: gives all back, and takes none any more. */
    void end() {
        over = true;
        for (Turn turn : ALL) {
            came(turn);
        }
    }
}

package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.Ticker;
import io.github.bingxstream.rest.LimitGroup;
import io.github.bingxstream.rest.RequestBudget;
import io.github.bingxstream.session.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Lets the streams of one address through as fast as its {@link RequestBudget} carries them, so that thousands wait here, in order,
 * and not at the budget, which refuses what would wait for long.
 *
 * <ul>
 *   <li>Extensions have a gate of their own, for as many as there may be.
 *   <li>Connections have another one, as wide as the calls for listen keys: it is the connect budget. It stays shut while
 *       so many extensions wait that keys could expire: those that live come before those that want to.
 *   <li>Rounds of questions have the third. Repairs go before audits, but every tenth turn is an audit's if one waits, for streams
 *       that are never repaired must not keep all others from being audited. It stays shut while questions of the rounds that
 *       were let in wait for more than a moment: so a round that was begun is soon through.
 * </ul>
 *
 * <p>Within each queue the account that came first goes first: with all of its streams where they share what they want, and else
 * with one, behind which the next one waits for all other accounts. Nothing is booked ahead: a turn that is given back costs nobody
 * anything.
 */
public final class Turnstile implements Turns {

    /** How late turns may be made up for after a timer was late: as late as the budget's own. */
    private static final Duration CATCH_UP = Duration.ofMillis(100);

    /**
     * Extensions are asked for at 25 to 30 minutes, and a key that could not be extended is replaced after 50. So a queue of a
     * quarter of an hour still leaves five minutes.
     */
    private static final Duration EXTENSIONS_WAIT_MAX = Duration.ofMinutes(15);

    /** What the shortest round takes of the tightest limit: open and closed orders. */
    private static final int ROUND_ORDERS = 2;

    /** Two questions of rounds that were let in may wait, not more. */
    private static final Duration QUESTIONS_WAIT_MAX = Duration.ofMillis(1200);

    private static final int REPAIRS_IN_A_ROW_MAX = 9;

    private final RequestBudget budget;
    private final Ticker ticker;
    private final WaitingLine extensions = new WaitingLine();
    private final WaitingLine connections = new WaitingLine();
    private final WaitingLine repairs = new WaitingLine();
    private final WaitingLine audits = new WaitingLine();
    private final Gate extensionGate;
    private final Gate connectionGate;
    private final Gate roundGate;
    private final Alarms alarms = new Alarms(this::timeHasCome);
    private int repairsInARow;

    /** Makes the turnstile of one address. */
    public Turnstile(RequestBudget budget, Ticker ticker) {
        this.budget = budget;
        this.ticker = ticker;
        extensionGate = new Gate(budget.spacing(LimitGroup.KEEPALIVE));
        connectionGate = new Gate(budget.spacing(LimitGroup.LISTEN_KEY));
        Duration orders = budget.spacing(LimitGroup.ORDERS).multipliedBy(ROUND_ORDERS);
        Duration others = longer(budget.spacing(LimitGroup.FILLS), budget.spacing(LimitGroup.BALANCES));
        roundGate = new Gate(longer(orders, others));
    }

    @Override
    public Ticket await(Turn turn, Object account, ScheduledExecutorService scheduler, Runnable comes) {
        WaitingLine line = lineOf(turn);
        WaitingLine.Place place = new WaitingLine.Place(account, scheduler, comes);
        List<Runnable> come = new ArrayList<>();
        synchronized (this) {
            line.add(place);
            alarms.join(scheduler);
            letThrough(come);
        }
        tell(come);
        return () -> withdraw(line, place);
    }

    private void withdraw(WaitingLine line, WaitingLine.Place place) {
        List<Runnable> come = new ArrayList<>();
        synchronized (this) {
            if (line.remove(place)) {
                alarms.leave(place.scheduler());
                letThrough(come);
            }
        }
        tell(come);
    }

    private void timeHasCome(ScheduledExecutorService scheduler) {
        List<Runnable> come = new ArrayList<>();
        synchronized (this) {
            alarms.wentOff(scheduler);
            letThrough(come);
        }
        tell(come);
    }

    /** Each is told, whatever the one before made of it. */
    private static void tell(List<Runnable> come) {
        for (Runnable comes : come) {
            try {
                comes.run();
            } catch (Throwable e) {
                Uncaught.report(e);
            }
        }
    }

    private WaitingLine lineOf(Turn turn) {
        return switch (turn) {
            case EXTENSION -> extensions;
            case CONNECTION -> connections;
            case REPAIR -> repairs;
            case AUDIT -> audits;
        };
    }

    // Guarded by this.

    private void letThrough(List<Runnable> come) {
        Moment now = ticker.now();
        do {
            openGates(now, come);
        } while (!arm(now, come));
    }

    private void openGates(Moment now, List<Runnable> come) {
        while (!extensions.isEmpty() && now.hasReached(extensionsOpenAt(now))) {
            extensionGate.passed(now);
            comes(extensions.takeFirst(), come);
        }
        while (!connections.isEmpty() && now.hasReached(connectionsOpenAt(now))) {
            connectionGate.passed(now);
            comes(connections.takeFirst(), come);
        }
        while (!(repairs.isEmpty() && audits.isEmpty()) && now.hasReached(roundsOpenAt(now))) {
            roundGate.passed(now);
            // Streams of one account share a key and its extension, but each asks what it must know by itself.
            comes(List.of(nextRounds().takeOne()), come);
        }
    }

    private void comes(List<WaitingLine.Place> places, List<Runnable> come) {
        for (WaitingLine.Place place : places) {
            alarms.leave(place.scheduler());
            come.add(place.comes());
        }
    }

    private WaitingLine nextRounds() {
        boolean audit = repairs.isEmpty() || (!audits.isEmpty() && repairsInARow >= REPAIRS_IN_A_ROW_MAX);
        repairsInARow = audit ? 0 : repairsInARow + 1;
        return audit ? audits : repairs;
    }

    private Moment extensionsOpenAt(Moment now) {
        return later(extensionGate.openAt(now), budget.earliest(LimitGroup.KEEPALIVE, now));
    }

    private Moment connectionsOpenAt(Moment now) {
        Moment open = later(connectionGate.openAt(now), budget.earliest(LimitGroup.LISTEN_KEY, now));
        Duration queue = budget.spacing(LimitGroup.KEEPALIVE).multipliedBy(extensions.size());
        Duration tooLong = queue.minus(EXTENSIONS_WAIT_MAX);
        return tooLong.isNegative() ? open : later(open, now.plus(tooLong.plus(CATCH_UP)));
    }

    private Moment roundsOpenAt(Moment now) {
        Moment asked = later(
                later(budget.earliest(LimitGroup.ORDERS, now), budget.earliest(LimitGroup.FILLS, now)),
                budget.earliest(LimitGroup.BALANCES, now));
        return later(roundGate.openAt(now), asked.plus(QUESTIONS_WAIT_MAX.negated()));
    }

    /** Returns whether the time is minded for all that wait. If not, some do not any more, and a gate may open the sooner for it. */
    private boolean arm(Moment now, List<Runnable> come) {
        Moment next = null;
        for (Turn turn : Turn.values()) {
            if (!lineOf(turn).isEmpty() && (next == null || openAt(turn, now).compareTo(next) < 0)) {
                next = openAt(turn, now);
            }
        }
        if (next == null) {
            return true;
        }
        List<ScheduledExecutorService> refusing = alarms.set(next, now);
        for (ScheduledExecutorService scheduler : refusing) {
            for (Turn turn : Turn.values()) {
                // They are not to wait for ever: what they are told, their scheduler refuses as well, and so they end
                // aloud.
                comes(lineOf(turn).takeAllOf(scheduler), come);
            }
        }
        return refusing.isEmpty();
    }

    private Moment openAt(Turn turn, Moment now) {
        return switch (turn) {
            case EXTENSION -> extensionsOpenAt(now);
            case CONNECTION -> connectionsOpenAt(now);
            case REPAIR, AUDIT -> roundsOpenAt(now);
        };
    }

    private static Moment later(Moment one, Moment other) {
        return one.hasReached(other) ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Lets one through at a time, evenly. */
    private static final class Gate {
        private final Duration spacing;
        private @Nullable Moment opensAt;

        Gate(Duration spacing) {
            this.spacing = spacing;
        }

        Moment openAt(Moment now) {
            return opensAt == null ? now : opensAt;
        }

        void passed(Moment now) {
            Moment notBefore = now.plus(CATCH_UP.negated());
            opensAt = later(openAt(now), notBefore).plus(spacing);
        }
    }
}

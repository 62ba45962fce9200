package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamState;
import io.github.bingxstream.session.Jitter;
import io.github.bingxstream.session.Now;
import io.github.bingxstream.session.Position;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.SessionMachine;
import io.github.bingxstream.session.SessionSettings;
import io.github.bingxstream.session.SessionState;
import io.github.bingxstream.session.Signal;
import io.github.bingxstream.session.Transition;
import io.github.bingxstream.session.Turn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A process that runs one session: what the driver is in the real world. It may sleep, and it may be killed. */
final class SimulatedProcess {

    /** More steps than that at one time go round in circles. */
    private static final int TICKS_AT_ONCE_MAX = 100;

    /** What a process leaves behind. */
    interface Disk {
        /** Saves a position; {@code mark} is what {@link #mark()} returned when it was asked for. */
        void save(Position position, long mark);

        long mark();
    }

    private final World world;
    private final Mutant mutant;
    private final SessionMachine machine;
    private final SimulatedExchange exchange;
    private final RestDesk rest;
    private final Checkers checkers;
    private final Disk disk;
    private final ProcessClock clock;
    private final SinkQueue sink;
    private final Performer performer = new Performer();
    private final List<Runnable> whileAsleep = new ArrayList<>();
    private final Set<Turn> awaited = EnumSet.noneOf(Turn.class);
    private SessionState state;
    private long deadline = Long.MAX_VALUE;
    private boolean alive = true;
    private boolean asleep;
    private long awakeSince;
    private long overflowsUntil;
    private Optional<Moment> droppedSince = Optional.empty();
    private long lastTick = -1;
    private int ticksAtOnce;

    SimulatedProcess(
            World world,
            SessionSettings settings,
            Mutant mutant,
            SimulatedExchange exchange,
            RestDesk rest,
            Checkers checkers,
            Disk disk) {
        this.world = world;
        this.mutant = mutant;
        this.machine = new SessionMachine(settings);
        this.exchange = exchange;
        this.rest = rest;
        this.checkers = checkers;
        this.disk = disk;
        this.clock = new ProcessClock(world.now(), world.chance().between(-Agenda.HOURS, 1000 * Agenda.HOURS));
        this.sink = new SinkQueue(world, () -> tell(new SessionInput.SinkReady()));
        this.state = SessionState.idle(settings, new Jitter(world.chance().seed()), now());
    }

    ProcessClock clock() {
        return clock;
    }

    SinkQueue sink() {
        return sink;
    }

    boolean isAwake() {
        return alive && !asleep;
    }

    long awakeSince() {
        return awakeSince;
    }

    StreamState stands() {
        return state.name();
    }

    /** Returns when a tick is due; never, if none is. */
    long deadline() {
        return isAwake() ? deadline : Long.MAX_VALUE;
    }

    // What happens to the process.

    void tick() {
        ticksAtOnce = lastTick == world.now() ? ticksAtOnce + 1 : 0;
        lastTick = world.now();
        if (ticksAtOnce > TICKS_AT_ONCE_MAX) {
            throw new Broken("C7", "ticks again and again at one moment: " + state);
        }
        step(new SessionInput.Tick());
    }

    void tell(SessionInput input) {
        whenAwake(() -> step(input));
    }

    /** A message comes; which moment it came at is known when it does. */
    void signal(long epoch, int bytes, Function<Moment, Signal> signal) {
        whenAwake(() -> {
            Moment moment = clock.moment(world.now());
            if (world.now() < overflowsUntil) {
                droppedSince = Optional.of(droppedSince.orElse(moment));
            } else {
                step(new SessionInput.SignalReceived(epoch, moment, bytes, signal.apply(moment)));
            }
        });
    }

    private void whenAwake(Runnable task) {
        if (asleep) {
            whileAsleep.add(task);
        } else if (alive) {
            task.run();
        }
    }

    /** The mailbox drops all messages for a while, and then tells so. */
    void overflow(long lasts) {
        overflowsUntil = world.now() + lasts;
        world.agenda()
                .in(
                        lasts,
                        () -> whenAwake(() -> {
                            Optional<Moment> since = droppedSince;
                            droppedSince = Optional.empty();
                            since.ifPresent(moment -> step(new SessionInput.Overflowed(moment)));
                        }));
    }

    void sleep(long lasts) {
        asleep = true;
        long from = world.now();
        world.agenda().in(lasts, () -> {
            asleep = false;
            awakeSince = world.now();
            clock.sleptFrom(from, world.now());
            rememberDeadline();
            List<Runnable> missed = List.copyOf(whileAsleep);
            whileAsleep.clear();
            missed.forEach(this::whenAwake);
        });
    }

    void kill() {
        alive = false;
        whileAsleep.clear();
    }

    // The drive loop.

    private void step(SessionInput input) {
        world.trace().input(world.now(), input);
        checkers.input(input);
        Transition transition = mutant.step(machine, state, input, now());
        state = transition.state();
        rememberDeadline();
        for (SessionAction action : transition.actions()) {
            world.trace().action(world.now(), action);
            checkers.action(action);
            action.match(performer);
        }
        checkers.stepped(transition.actions().size());
        if (sink.flow()) {
            step(new SessionInput.SinkFull());
        }
        takeTurns();
    }

    /** The turns of an address that carries one account come at once. */
    private void takeTurns() {
        for (Turn turn : Turn.values()) {
            if (state.awaits(turn) && awaited.add(turn)) {
                world.agenda().in(0, () -> {
                    awaited.remove(turn);
                    tell(new SessionInput.TurnCame(turn));
                });
            }
        }
    }

    private Now now() {
        return new Now(clock.moment(world.now()), Agenda.exactly(world.now()));
    }

    private void rememberDeadline() {
        deadline = state.deadline().map(clock::comes).orElse(Long.MAX_VALUE);
    }

    /** Performs actions, and decides nothing. */
    private final class Performer implements SessionAction.Cases {

        @Override
        public void generateKey(SessionAction.GenerateKey action) {
            rest.generateKey(SimulatedProcess.this, action);
        }

        @Override
        public void extendKey(SessionAction.ExtendKey action) {
            rest.extendKey(SimulatedProcess.this, action);
        }

        @Override
        public void connect(SessionAction.Connect action) {
            exchange.connect(SimulatedProcess.this, action);
        }

        @Override
        public void disconnect(SessionAction.Disconnect action) {
            exchange.disconnect(action.epoch());
        }

        @Override
        public void subscribe(SessionAction.Subscribe action) {
            exchange.subscribe(action);
        }

        @Override
        public void unsubscribe(SessionAction.Unsubscribe action) {
            exchange.unsubscribe(action);
        }

        @Override
        public void sendText(SessionAction.SendText action) {
            exchange.socket(action.epoch()).ifPresent(Socket::heard);
        }

        @Override
        public void deliver(SessionAction.Deliver action) {
            sink.offer();
        }

        @Override
        public void notify(SessionAction.Notify action) {
            sink.offer();
        }

        @Override
        public void saveCheckpoint(SessionAction.SaveCheckpoint action) {
            long mark = disk.mark();
            sink.mark(() -> {
                if (alive) {
                    disk.save(action.position(), mark);
                }
            });
        }

        @Override
        public void deleteKey(SessionAction.DeleteKey action) {
            rest.deleteKey(action);
        }

        @Override
        public void queryBalances(SessionAction.QueryBalances action) {
            rest.balances(SimulatedProcess.this, action);
        }

        @Override
        public void queryOpenOrders(SessionAction.QueryOpenOrders action) {
            rest.openOrders(SimulatedProcess.this, action);
        }

        @Override
        public void queryClosedOrders(SessionAction.QueryClosedOrders action) {
            rest.closedOrders(SimulatedProcess.this, action);
        }

        @Override
        public void queryOrder(SessionAction.QueryOrder action) {
            rest.order(SimulatedProcess.this, action);
        }

        @Override
        public void queryFills(SessionAction.QueryFills action) {
            rest.fills(SimulatedProcess.this, action);
        }

        @Override
        public void queryOrderFills(SessionAction.QueryOrderFills action) {
            rest.fills(SimulatedProcess.this, action);
        }
    }
}

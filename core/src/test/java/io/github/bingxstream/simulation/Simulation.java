package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.session.Position;
import io.github.bingxstream.session.SessionInput;
import io.github.bingxstream.session.SessionSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;

/**
 * One account, one exchange, one process with one session, for some virtual hours.
 *
 * <p>The seed decides everything. The loop is the driver's: whatever is due next happens, be it on the agenda or the
 * session's own deadline; every step is followed by all checkers.
 */
final class Simulation {

    private static final long REST_AFTER_CLOSE = Agenda.MINUTES;

    private final Plan plan;
    private final World world;
    private final Books books = new Books();
    private final Told told = new Told(books);
    private final SimulatedExchange exchange;
    private final RestDesk rest;
    private final Scene scene;
    private final Checkers checkers;
    private final Trader trader;
    private final Strokes strokes;
    private final Disk disk = new Disk();

    Simulation(Plan plan) {
        this.plan = plan;
        Chance chance = new Chance(plan.seed());
        Agenda agenda = new Agenda();
        Trace trace = new Trace(plan.reader());
        Switches switches = plan.turned(Switches.drawn(chance.split()));
        Chance traders = chance.split();
        Weather weather = new Weather(agenda, chance.split(), trace, plan.faultyFor());
        weather.marks().count(switches);
        this.world = new World(agenda, chance.split(), switches, weather, trace);
        Words words = new Words(switches);
        this.exchange = new SimulatedExchange(world, books, words);
        this.rest = new RestDesk(world, books, words, exchange.keys());
        this.scene = new Scene(world, books, exchange, told);
        this.checkers = new Checkers(scene, plan.promises());
        this.trader = new Trader(agenda, traders, books, this::traded);
        this.strokes = new Strokes(world, exchange, rest, scene, this::kill);
    }

    /** Runs to the end, or until a promise is broken. */
    Report run() {
        try {
            play();
        } catch (Broken broken) {
            throw Broken.onSeed(plan.seed(), broken.promise(), broken, world.trace());
        } catch (RuntimeException e) {
            throw Broken.onSeed(plan.seed(), "crash", e, world.trace());
        }
        return new Report(
                world.weather().marks(),
                world.trace().hash(),
                checkers.repairTimes().afterFaults(),
                checkers.repairTimes().inCalm());
    }

    private void play() {
        trader.begin();
        world.weather().begin(this::strikes);
        world.agenda().in(world.chance().between(0, Agenda.MINUTES), this::start);
        everyMinute();
        runUntil(plan.lasts());
        checkers.ended();
        scene.close();
        scene.process().tell(new SessionInput.Close());
        runUntil(plan.lasts() + REST_AFTER_CLOSE);
        checkers.closed();
    }

    private boolean strikes(Fault fault) {
        if (fault == Fault.SINK_STALLED) {
            // A sink that stalls while nothing happens proves nothing.
            trader.rush(3 * Agenda.MINUTES);
        }
        return strokes.test(fault);
    }

    private void everyMinute() {
        world.agenda().in(Agenda.MINUTES, () -> {
            checkers.minute();
            everyMinute();
        });
    }

    private void runUntil(long end) {
        Agenda agenda = world.agenda();
        while (true) {
            long deadline = scene.isRunning() ? scene.process().deadline() : Long.MAX_VALUE;
            long next = agenda.next();
            if (Math.min(deadline, next) > end) {
                agenda.pass(end);
                return;
            }
            if (next <= deadline) {
                agenda.happen();
            } else {
                agenda.pass(deadline);
                scene.process().tick();
            }
        }
    }

    private void traded(Trader.Change change) {
        if (change instanceof Trader.OrderChange order) {
            told.happened(order.order(), order.version());
        }
        exchange.tell(change);
    }

    // Processes come and go.

    private void start() {
        if (disk.saved.isEmpty()) {
            scene.promiseFrom(world.now());
        }
        SimulatedProcess process =
                new SimulatedProcess(world, settings(), plan.mutant(), exchange, rest, checkers, disk);
        checkers.restarted(process);
        process.tell(new SessionInput.Open(disk.saved.map(Position::checkpoint)));
    }

    private void kill() {
        scene.process().kill();
        exchange.disconnectAll();
        told.rollBack();
        long pause = world.chance().between(Agenda.SECONDS, 10 * Agenda.MINUTES);
        world.weather().disturbUntil(world.now() + pause);
        world.agenda().in(pause, this::start);
    }

    private SessionSettings settings() {
        Switches switches = world.switches();
        return new SessionSettings(
                EnumSet.allOf(Channel.class),
                switches.silenceLearned() ? Optional.empty() : Optional.of(SessionSettings.SILENCE_LIMIT),
                SessionSettings.BACKOFF,
                SessionSettings.AUDIT_EVERY,
                switch (switches.rotation()) {
                    case NEVER -> Optional.empty();
                    case HOURLY -> Optional.of(Duration.ofHours(1));
                    case EVERY_SIX_HOURS -> Optional.of(Duration.ofHours(6));
                },
                switches.checkpoints(),
                switches.deletesKey());
    }

    private final class Disk implements SimulatedProcess.Disk {
        private Optional<Position> saved = Optional.empty();

        @Override
        public void save(Position position, long mark) {
            saved = Optional.of(position);
            told.saved(mark);
        }

        @Override
        public long mark() {
            return told.mark();
        }
    }
}

package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.simulation.SimulatedOrder.SimulatedFill;
import io.github.bingxstream.simulation.SimulatedOrder.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Trades on the account: in bursts, steadily, and hardly at all. What it does depends on nothing but its own chance. */
final class Trader {

    /** A change of the account that the exchange tells. */
    sealed interface Change permits OrderChange, Deposit {}

    /** An order changed, and these assets with it. */
    record OrderChange(SimulatedOrder order, Version version, List<Move> moves) implements Change {}

    /** Money came from outside. */
    record Deposit(long at, Move move) implements Change {}

    /** What one asset lost or won. */
    record Move(String asset, long free, long locked, Books.Holding after) {}

    private static final int LIVE_MAX = 30;

    private static final List<Symbol> SYMBOLS = List.of(
            new Symbol("BTC-USDT"), new Symbol("$U-USDT"), new Symbol("ATOM(ARC20)-USDT"), new Symbol("H_OLD-USDT"));

    private enum Mood {
        BURST(25 * Agenda.SECONDS, 400 * Agenda.MILLIS),
        STEADY(30 * Agenda.MINUTES, 25 * Agenda.SECONDS),
        QUIET(90 * Agenda.MINUTES, 15 * Agenda.MINUTES);

        private final long lasts;
        private final long pause;

        Mood(long lasts, long pause) {
            this.lasts = lasts;
            this.pause = pause;
        }
    }

    private final Agenda agenda;
    private final Chance chance;
    private final Books books;
    private final Consumer<Change> tell;
    private Mood mood = Mood.STEADY;
    private long moodEnds;
    private long lastId = 1_900_000_000_000_000_000L;

    Trader(Agenda agenda, Chance chance, Books books, Consumer<Change> tell) {
        this.agenda = agenda;
        this.chance = chance;
        this.books = books;
        this.tell = tell;
        books.move("USDT", 1_000_000_00000L, 0);
        for (Symbol symbol : SYMBOLS) {
            books.move(symbol.base(), 10_000_00000L, 0);
        }
    }

    void begin() {
        if (agenda.now() >= moodEnds) {
            mood = chance.pick(List.of(Mood.BURST, Mood.STEADY, Mood.STEADY, Mood.QUIET));
            moodEnds = agenda.now() + chance.between(mood.lasts / 3, 2 * mood.lasts);
            if (mood == Mood.QUIET && chance.hits(0.5)) {
                List.copyOf(books.live()).forEach(this::cancel);
            }
        }
        agenda.in(Math.min(chance.waiting(mood.pause), Math.max(mood.pause, moodEnds - agenda.now())), () -> {
            trade();
            begin();
        });
    }

    /** Trades as fast as it can for a while. */
    void rush(long lasts) {
        for (long wait = chance.waiting(Mood.BURST.pause); wait < lasts; wait += chance.waiting(Mood.BURST.pause)) {
            agenda.in(wait, this::trade);
        }
    }

    private void trade() {
        int what = chance.below(100);
        List<SimulatedOrder> live = books.live();
        if (what < 5) {
            deposit();
        } else if (what < 20) {
            market();
        } else if (what < 55 && live.size() < LIVE_MAX) {
            rest();
        } else if (live.isEmpty()) {
            market();
        } else if (what < 80) {
            match(chance.pick(live), chance.hits(0.4));
        } else {
            cancel(chance.pick(live));
        }
    }

    private void deposit() {
        long amount = chance.between(1, 1_000_000);
        books.move("USDT", amount, 0);
        tell.accept(new Deposit(now(), new Move("USDT", amount, 0, books.holding("USDT"))));
    }

    private SimulatedOrder create(OrderType type) {
        lastId += chance.between(1, 1_000_000);
        SimulatedOrder order = new SimulatedOrder(
                chance.pick(SYMBOLS),
                new OrderId(Long.toString(lastId)),
                (chance.hits(0.2) ? "scalping_" : "bot-") + lastId % 100_000,
                chance.hits(0.5) ? Side.BUY : Side.SELL,
                type,
                chance.between(1, 90_000),
                chance.between(1, 900),
                now());
        books.created(order);
        return order;
    }

    /** A limit order rests in the book. */
    private void rest() {
        SimulatedOrder order = create(OrderType.LIMIT);
        Move lock = lock(order, order.lots());
        become(
                order,
                new Version(now(), ExecutionType.NEW, OrderStatus.PENDING, 0, 0, Optional.empty()),
                List.of(lock));
    }

    /** A market order is done at once, in one fill or several of the same millisecond, and was never new. */
    private void market() {
        SimulatedOrder order = create(OrderType.MARKET);
        lock(order, order.lots());
        match(order, true);
    }

    /** Fills an order, all of it or in part; every fill is told on its own. */
    private void match(SimulatedOrder order, boolean whole) {
        long left = order.lots() - order.filled();
        long wanted = whole ? left : chance.between(1, left);
        int parts = (int) Math.min(wanted, chance.between(1, 4));
        for (int part = parts; part > 0; part--) {
            long lots = part == 1 ? wanted : wanted / part;
            wanted -= lots;
            fill(order, lots);
        }
    }

    private void fill(SimulatedOrder order, long lots) {
        SimulatedFill fill = new SimulatedFill(
                order, books.nextTradeId(order.symbol()), now(), order.price(), lots, order.type() == OrderType.LIMIT);
        long filled = order.filled() + lots;
        List<Move> moves = settle(order, fill);
        OrderStatus status = filled == order.lots() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        become(
                order,
                new Version(
                        now(), ExecutionType.TRADE, status, filled, order.quote() + fill.quote(), Optional.of(fill)),
                moves);
    }

    private void cancel(SimulatedOrder order) {
        Move unlock = lock(order, order.filled() - order.lots());
        become(
                order,
                new Version(
                        now(),
                        ExecutionType.CANCELED,
                        OrderStatus.CANCELED,
                        order.filled(),
                        order.quote(),
                        Optional.empty()),
                List.of(unlock));
    }

    private void become(SimulatedOrder order, Version version, List<Move> moves) {
        books.changed(order, version);
        tell.accept(new OrderChange(order, version, moves));
    }

    private Move lock(SimulatedOrder order, long lots) {
        boolean buys = order.side() == Side.BUY;
        return move(buys ? "USDT" : order.symbol().base(), -locked(order, lots, buys), locked(order, lots, buys));
    }

    private static long locked(SimulatedOrder order, long lots, boolean buys) {
        return buys ? order.price() * lots : lots * 100;
    }

    private List<Move> settle(SimulatedOrder order, SimulatedFill fill) {
        String base = order.symbol().base();
        return order.side() == Side.BUY
                ? List.of(move("USDT", 0, -fill.quote()), move(base, fill.lots() * 100 - fill.lots() / 10, 0))
                : List.of(move(base, 0, -fill.lots() * 100), move("USDT", fill.quote() - fill.quote() / 1000, 0));
    }

    private Move move(String asset, long free, long locked) {
        books.move(asset, free, locked);
        return new Move(asset, free, locked, books.holding(asset));
    }

    /** The exchange counts in milliseconds. */
    private long now() {
        return Math.floorDiv(agenda.now(), Agenda.MILLIS) * Agenda.MILLIS;
    }
}

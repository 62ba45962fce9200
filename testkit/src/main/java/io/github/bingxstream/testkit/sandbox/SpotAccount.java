package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.AccountChange.Execution;
import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import io.github.bingxstream.testkit.sandbox.faults.Mark;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A spot account of the sandbox: the truth, and the hand that changes it.
 *
 * <p>Each action happens at once and as a whole, and is pushed to the account's streams before it returns. There is no
 * order book: a resting order is filled when somebody says so, and a market order trades at the reference price. Refused
 * actions throw {@link RefusedException} and change nothing. Any thread may call.
 */
public final class SpotAccount {
    private static final BigDecimal FEE_RATE = new BigDecimal("0.001");
    private static final int QUANTITY_SCALE = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final long uid;
    private final InstantSource clock;
    private final Listings listings;
    private final AccountFeed feed;
    private final Ids ids;
    private final Ledger ledger = new Ledger();
    private final OrderRecords records = new OrderRecords();
    private final AccountView truth = new AccountView(records, ledger::balances);
    private @Nullable LaggingCopy copy;

    SpotAccount(long uid, SplittableRandom random, InstantSource clock, Listings listings, AccountFeed feed) {
        this.uid = uid;
        this.clock = clock;
        this.listings = listings;
        this.feed = feed;
        this.ids = new Ids(random);
    }

    /** Places a limit order without client id, which rests until it is filled or cancelled. */
    public SandboxOrder placeLimit(String symbol, Side side, BigDecimal quantity, BigDecimal price) {
        return placeLimit(symbol, side, quantity, price, "");
    }

    /** Places a limit order with a client id of letters, digits and underscores, which rests until filled or cancelled. */
    public SandboxOrder placeLimit(
            String symbol, Side side, BigDecimal quantity, BigDecimal price, String clientOrderId) {
        return atomically(() -> {
            requirePositive(price, "price");
            requirePositive(quantity, "quantity");
            requireUnused(clientOrderId);
            Instant now = now();
            SandboxOrder order = accepted(
                    symbol, side, SandboxOrder.Type.LIMIT, price, quantity, BigDecimal.ZERO, clientOrderId, now);
            String asset = side == Side.BUY ? order.quoteAsset() : order.baseAsset();
            BigDecimal amount = side == Side.BUY ? price.multiply(quantity) : quantity;
            ledger.require(asset, amount);
            ledger.move(asset, amount.negate(), amount);
            records.put(order);
            push(now, new Execution("NEW", order, null), "ORDER");
            return order;
        });
    }

    /** Buys or sells a base quantity at the reference price, at once and completely. */
    public SandboxOrder placeMarket(String symbol, Side side, BigDecimal quantity) {
        return placeMarket(symbol, side, quantity, BigDecimal.ZERO, "");
    }

    /** Spends up to a quote amount at the reference price, at once. */
    public SandboxOrder placeMarketByAmount(String symbol, BigDecimal quoteAmount) {
        return placeMarket(symbol, Side.BUY, BigDecimal.ZERO, quoteAmount, "");
    }

    SandboxOrder placeMarket(
            String symbol, Side side, BigDecimal quantity, BigDecimal quoteAmount, String clientOrderId) {
        return atomically(() -> {
            requireUnused(clientOrderId);
            BigDecimal price = listings.price(symbol);
            BigDecimal traded =
                    quantity.signum() > 0 ? quantity : quoteAmount.divide(price, QUANTITY_SCALE, RoundingMode.DOWN);
            requirePositive(traded, "quantity");
            Instant now = now();
            SandboxOrder order =
                    accepted(symbol, side, SandboxOrder.Type.MARKET, price, quantity, quoteAmount, clientOrderId, now);
            String spent = side == Side.BUY ? order.quoteAsset() : order.baseAsset();
            BigDecimal amount = side == Side.BUY ? price.multiply(traded) : traded;
            ledger.require(spent, amount);
            // Lock first, so that every fill of every order takes its cost from the locked part.
            ledger.move(spent, amount.negate(), amount);
            execute(order, traded, price, false, now);
            return records.order(order.orderId()).orElseThrow();
        });
    }

    /** Fills part or all of a resting order at its limit price. */
    public SandboxFill fill(long orderId, BigDecimal quantity) {
        return atomically(() -> {
            SandboxOrder order = openOrder(orderId);
            return fill(order, quantity, order.price(), true);
        });
    }

    SandboxFill fill(SandboxOrder order, BigDecimal quantity, BigDecimal price, boolean maker) {
        requirePositive(quantity, "quantity");
        if (quantity.compareTo(order.remaining()) > 0) {
            throw Refusals.parameter("quantity above what remains of the order");
        }
        return execute(order, quantity, price, maker, now());
    }

    /** Cancels a resting order; what was filled stays filled. */
    public SandboxOrder cancel(long orderId) {
        return atomically(() -> {
            SandboxOrder order = openOrder(orderId);
            Instant now = now();
            SandboxOrder canceled = order.canceledAt(now);
            boolean buys = order.side() == Side.BUY;
            BigDecimal held = buys ? order.price().multiply(order.remaining()) : order.remaining();
            ledger.move(buys ? order.quoteAsset() : order.baseAsset(), held, held.negate());
            records.put(canceled);
            push(now, new Execution("CANCELED", canceled, null), "ORDER");
            return canceled;
        });
    }

    /** Brings assets in from outside; pushed with reason {@code DEPOSIT}. */
    public void deposit(String asset, BigDecimal amount) {
        requirePositive(amount, "amount");
        transfer(asset, amount, "DEPOSIT");
    }

    /** Takes free assets out; pushed with reason {@code WITHDRAW}. */
    public void withdraw(String asset, BigDecimal amount) {
        requirePositive(amount, "amount");
        transfer(asset, amount.negate(), "WITHDRAW");
    }

    /** Every order that is remembered, oldest first; the oldest closed ones are forgotten after 250,000. */
    public List<SandboxOrder> orders() {
        return atomically(records::all);
    }

    /** The orders that can still be filled or cancelled, oldest first. */
    public List<SandboxOrder> openOrders() {
        return atomically(records::open);
    }

    /** One order by the exchange's id. */
    public Optional<SandboxOrder> order(long orderId) {
        return atomically(() -> records.order(orderId));
    }

    /** Every fill that is remembered, in the order they happened; the oldest are forgotten after 250,000. */
    public List<SandboxFill> fills() {
        return atomically(records::fills);
    }

    /** All assets ever held, by name; one moment's view. */
    public Map<String, SandboxBalance> balances() {
        return balanceList().stream().collect(Collectors.toUnmodifiableMap(SandboxBalance::asset, balance -> balance));
    }

    /** A number only: the account's keys are secrets. */
    @Override
    public String toString() {
        return "SpotAccount[uid=" + uid + "]";
    }

    /** The account's number, as its pushes carry it. */
    public long uid() {
        return uid;
    }

    /** Lets {@link #read} see this account as it was so long ago, from now on; zero ends that. */
    void lag(Duration lag) {
        var unused = atomically(() -> {
            copy = lag.isZero() ? null : new LaggingCopy(records, ledger.balances(), lag);
            return lag;
        });
    }

    /** Reads what a query over REST gets to see. */
    <T> T read(Function<AccountView, T> what, Marks marks) {
        return atomically(() -> {
            if (copy != null && copy.isBehindAt(clock.instant())) {
                marks.count(Mark.QUERY_LAGGED);
                return what.apply(copy.view());
            }
            return what.apply(truth);
        });
    }

    List<SandboxBalance> balanceList() {
        return atomically(ledger::balances);
    }

    Optional<SandboxOrder> order(String clientOrderId) {
        return atomically(() -> records.order(clientOrderId));
    }

    /** Runs several steps as one; nothing else happens to this account meanwhile. */
    <T> T atomically(Supplier<T> steps) {
        lock.lock();
        try {
            return steps.get();
        } finally {
            lock.unlock();
        }
    }

    /** Moves what a fill moves: cost out of the locked part, proceeds less fee in, a better price's difference back. */
    private SandboxFill execute(SandboxOrder order, BigDecimal quantity, BigDecimal price, boolean maker, Instant now) {
        boolean buys = order.side() == Side.BUY;
        BigDecimal quote = price.multiply(quantity);
        BigDecimal fee = (buys ? quantity : quote).multiply(FEE_RATE).negate();
        SandboxFill fill = SandboxFill.of(order, ids.nextTrade(order.symbol()), price, quantity, fee, maker, now);
        if (buys) {
            BigDecimal held = order.price().multiply(quantity);
            ledger.move(order.quoteAsset(), held.subtract(quote), held.negate());
            ledger.move(order.baseAsset(), quantity.add(fee), BigDecimal.ZERO);
        } else {
            ledger.move(order.baseAsset(), BigDecimal.ZERO, quantity.negate());
            ledger.move(order.quoteAsset(), quote.add(fee), BigDecimal.ZERO);
        }
        SandboxOrder filled = order.filledBy(fill);
        records.put(filled);
        records.add(fill);
        push(now, new Execution("TRADE", filled, fill), "ORDER");
        return fill;
    }

    private void transfer(String asset, BigDecimal amount, String reason) {
        atomically(() -> {
            ledger.require(asset, amount.negate());
            ledger.move(asset, amount, BigDecimal.ZERO);
            push(now(), null, reason);
            return asset;
        });
    }

    private void push(Instant now, @Nullable Execution execution, String reason) {
        AccountChange change = new AccountChange(now, execution, reason, ledger.changes());
        if (copy != null) {
            copy.add(change);
        }
        feed.happened(this, change);
    }

    private SandboxOrder accepted(
            String symbol,
            Side side,
            SandboxOrder.Type type,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal quoteAmount,
            String clientOrderId,
            Instant now) {
        if (symbol.lastIndexOf('-') <= 0 || symbol.endsWith("-")) {
            throw Refusals.parameter("symbol is invalid");
        }
        return SandboxOrder.accepted(
                ids.nextOrder(), symbol, side, type, price, quantity, quoteAmount, clientOrderId, now);
    }

    private SandboxOrder openOrder(long orderId) {
        return records.order(orderId).filter(SandboxOrder::isOpen).orElseThrow(Refusals::notOpen);
    }

    private void requireUnused(String clientOrderId) {
        if (!clientOrderId.isEmpty() && records.order(clientOrderId).isPresent()) {
            throw Refusals.parameter("clientOrderID has been used");
        }
    }

    private static void requirePositive(BigDecimal value, String name) {
        if (value.signum() <= 0) {
            throw Refusals.parameter(name + " must be greater than zero");
        }
    }

    /** The wire carries milliseconds; keeping more here would make the truth differ from what is told. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

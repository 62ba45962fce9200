package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Load of a known kind on the sandbox's first account: orders that are placed, filled in one or two parts or cancelled, and
 * so many deposits with each of these steps as the test wants balance pushes that belong to no order.
 *
 * <p>Two thirds of the orders have a client id, half of those with the letters {@code ping} in it ({@code scalping_1}), which
 * is a trap for clients that look for heartbeats carelessly. The same seed takes the same steps. Any thread may call; the
 * steps of one traffic come one at a time.
 */
public final class Traffic implements AutoCloseable {
    /** Few, so that most orders are closed soon and a query for open orders stays small. */
    private static final int OPEN_MAX = 8;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal DEPOSIT = new BigDecimal("0.01");

    private final SpotAccount account;
    private final Listings listings;
    private final Crew crew;
    private final SplittableRandom random;
    private final int depositsPerStep;
    private final List<Long> resting = new ArrayList<>();
    private long orders;
    private long fills;
    private long events;
    private volatile @Nullable Thread runner;

    Traffic(SpotAccount account, Listings listings, Crew crew, long seed, int depositsPerStep) {
        if (depositsPerStep < 0) {
            throw new IllegalArgumentException("depositsPerStep must not be negative");
        }
        this.account = account;
        this.listings = listings;
        this.crew = crew;
        this.random = new SplittableRandom(seed);
        this.depositsPerStep = depositsPerStep;
    }

    /** Acts at once, as long as it takes to make so many fills more. */
    public synchronized void fill(int count) {
        long enough = fills + count;
        while (fills < enough) {
            step();
        }
    }

    /** Acts on a thread of the exchange from now on, so that about this many frames a second are pushed. */
    public synchronized void start(double eventsPerSecond) {
        if (eventsPerSecond <= 0 || runner != null) {
            throw new IllegalStateException("it runs already, or is to run at no pace at all");
        }
        double nanosPerEvent = Duration.ofSeconds(1).toNanos() / eventsPerSecond;
        runner = crew.start("traffic", () -> run(nanosPerEvent));
    }

    /** Ends what {@link #start} began; when this returns, the last step is done. Without a start it does nothing. */
    public void stop() {
        Thread thread = runner;
        runner = null;
        if (thread == null) {
            return;
        }
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many fills it made. */
    public synchronized long fills() {
        return fills;
    }

    /** How many frames its steps were worth: two for a step of an order, one for a deposit. */
    public synchronized long events() {
        return events;
    }

    @Override
    public void close() {
        stop();
    }

    private void run(double nanosPerEvent) {
        Thread self = Thread.currentThread();
        long begin = System.nanoTime();
        long before = events();
        while (runner == self && !self.isInterrupted()) {
            long due = begin + (long) ((events() - before) * nanosPerEvent);
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                step();
            }
        }
    }

    private synchronized void step() {
        for (int i = 0; i < depositsPerStep; i++) {
            account.deposit("USDT", DEPOSIT);
            events++;
        }
        int dice = random.nextInt(10);
        if (resting.isEmpty() || (dice < 4 && resting.size() < OPEN_MAX)) {
            place();
        } else {
            touch(resting.get(random.nextInt(resting.size())), dice == 9);
        }
        events += 2;
    }

    private void place() {
        Listing listing = listings.all().get(random.nextInt(listings.all().size()));
        BigDecimal price = listings.price(listing.symbol());
        BigDecimal worth = BigDecimal.valueOf(10 + random.nextInt(90));
        BigDecimal quantity = worth.divide(price, listing.quantityScale(), RoundingMode.UP);
        // Taking turns, so that neither side of the account runs dry.
        Side side = orders % 2 == 0 ? Side.BUY : Side.SELL;
        resting.add(account.placeLimit(listing.symbol(), side, quantity, price, clientOrderId(orders))
                .orderId());
        orders++;
    }

    private void touch(long orderId, boolean cancels) {
        Optional<SandboxOrder> open = account.order(orderId).filter(SandboxOrder::isOpen);
        if (open.isEmpty()) {
            // Somebody else has closed it.
            resting.remove(orderId);
            return;
        }
        SandboxOrder order = open.get();
        if (cancels) {
            account.cancel(orderId);
            resting.remove(orderId);
            return;
        }
        BigDecimal half = order.remaining().divide(TWO, order.quantity().scale(), RoundingMode.DOWN);
        boolean whole = order.filledQuantity().signum() > 0 || half.signum() == 0 || random.nextInt(4) == 0;
        account.fill(orderId, whole ? order.remaining() : half);
        fills++;
        if (whole) {
            resting.remove(orderId);
        }
    }

    private static String clientOrderId(long number) {
        return switch ((int) (number % 3)) {
            case 0 -> "scalping_" + number;
            case 1 -> "grid_" + number;
            default -> "";
        };
    }
}

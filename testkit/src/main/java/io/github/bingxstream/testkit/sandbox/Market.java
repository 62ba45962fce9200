package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.SandboxOrder.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The rest of the world: places, fills and cancels orders of one account, all by chance from a seed.
 *
 * <p>One step is one action. It sizes orders by what is free and tops an asset up when it runs low, so it goes on for ever.
 */
final class Market {
    private static final int OPEN_MAX = 40;
    private static final BigDecimal OPENING_AMOUNT = new BigDecimal("100000");

    private final SpotAccount account;
    private final Listings listings;
    private final SplittableRandom random;
    private long clientIds;

    Market(SpotAccount account, Listings listings, SplittableRandom random) {
        this.account = account;
        this.listings = listings;
        this.random = random;
    }

    /** Gives the account about as much of each asset as 100,000 units of the quote asset buy. */
    void endow() {
        account.deposit("USDT", OPENING_AMOUNT);
        for (Listing listing : listings.all()) {
            account.deposit(listing.baseAsset(), worth(listing, OPENING_AMOUNT));
        }
    }

    void step() {
        account.atomically(() -> {
            Listing listing = listings.all().get(random.nextInt(listings.all().size()));
            BigDecimal reference = listings.drift(listing, random);
            List<SandboxOrder> open = account.openOrders();
            int dice = random.nextInt(100);
            if (dice < 5) {
                transfer(listing);
            } else if (dice < 17) {
                trade(listing, reference);
            } else if (open.isEmpty() || (dice < 57 && open.size() < OPEN_MAX)) {
                rest(listing, reference);
            } else if (dice < 85) {
                fill(pick(open));
            } else {
                account.cancel(pick(open).orderId());
            }
            return dice;
        });
    }

    private void rest(Listing listing, BigDecimal reference) {
        Side side = side();
        // Up to 0.5 % away from the market on the side where an order rests.
        BigDecimal away = BigDecimal.valueOf(1 + random.nextInt(50), 4);
        BigDecimal factor = side == Side.BUY ? BigDecimal.ONE.subtract(away) : BigDecimal.ONE.add(away);
        BigDecimal price = reference.multiply(factor).setScale(listing.priceScale(), RoundingMode.HALF_UP);
        BigDecimal quantity = quantity(listing, side, price);
        if (quantity.signum() == 0) {
            topUp(listing, side);
            return;
        }
        account.placeLimit(listing.symbol(), side, quantity, price, clientOrderId());
    }

    private void trade(Listing listing, BigDecimal reference) {
        Side side = side();
        BigDecimal quantity = quantity(listing, side, reference);
        if (quantity.signum() == 0) {
            topUp(listing, side);
            return;
        }
        boolean byAmount = side == Side.BUY && random.nextBoolean();
        BigDecimal amount = reference.multiply(quantity).setScale(2, RoundingMode.DOWN);
        if (byAmount && amount.signum() > 0) {
            account.placeMarket(listing.symbol(), side, BigDecimal.ZERO, amount, clientOrderId());
        } else {
            account.placeMarket(listing.symbol(), side, quantity, BigDecimal.ZERO, clientOrderId());
        }
    }

    private void fill(SandboxOrder order) {
        BigDecimal part = order.remaining().multiply(BigDecimal.valueOf(2 + random.nextInt(7), 1));
        BigDecimal rounded = part.setScale(order.quantity().scale(), RoundingMode.DOWN);
        boolean whole = random.nextInt(3) == 0 || rounded.signum() == 0;
        account.fill(order.orderId(), whole ? order.remaining() : rounded);
    }

    private void transfer(Listing listing) {
        BigDecimal amount = worth(listing, BigDecimal.valueOf(1 + random.nextInt(100)));
        BigDecimal free = account.balances()
                .getOrDefault(listing.baseAsset(), nothing(listing.baseAsset()))
                .free();
        if (random.nextBoolean() && free.compareTo(amount) > 0) {
            account.withdraw(listing.baseAsset(), amount);
        } else {
            account.deposit(listing.baseAsset(), amount);
        }
    }

    /** 0.05 to 0.5 % of what is free; zero when that is too little to trade. */
    private BigDecimal quantity(Listing listing, Side side, BigDecimal price) {
        BigDecimal share =
                BigDecimal.valueOf(1 + random.nextInt(10), 0).movePointLeft(4).multiply(BigDecimal.valueOf(5));
        String asset = side == Side.BUY ? listing.quoteAsset() : listing.baseAsset();
        BigDecimal part =
                account.balances().getOrDefault(asset, nothing(asset)).free().multiply(share);
        BigDecimal quantity = side == Side.BUY ? part.divide(price, 20, RoundingMode.DOWN) : part;
        return quantity.setScale(listing.quantityScale(), RoundingMode.DOWN);
    }

    private void topUp(Listing listing, Side side) {
        if (side == Side.BUY) {
            account.deposit(listing.quoteAsset(), OPENING_AMOUNT);
        } else {
            account.deposit(listing.baseAsset(), worth(listing, OPENING_AMOUNT));
        }
    }

    /** A third of the orders has a client id, some with the letters {@code ping} in it: see the exchange's own trap. */
    private String clientOrderId() {
        return switch (random.nextInt(6)) {
            case 0 -> "scalping_" + ++clientIds;
            case 1 -> "grid_" + ++clientIds;
            default -> "";
        };
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private SandboxOrder pick(List<SandboxOrder> open) {
        return open.get(random.nextInt(open.size()));
    }

    private static BigDecimal worth(Listing listing, BigDecimal quoteAmount) {
        return quoteAmount.divide(listing.opening(), listing.quantityScale(), RoundingMode.UP);
    }

    private static SandboxBalance nothing(String asset) {
        return new SandboxBalance(asset, BigDecimal.ZERO, BigDecimal.ZERO);
    }
}

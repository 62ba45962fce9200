package io.github.bingxstream.testkit.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** The listed pairs and their reference prices: what a market order trades at. */
final class Listings {
    /** Two symbols are peculiar on purpose: 38 of the exchange's 2273 break {@code [A-Z0-9]+-[A-Z0-9]+}. */
    private static final List<Listing> LISTED = List.of(
            Listing.of("BTC-USDT", "64000", 2, 6),
            Listing.of("ETH-USDT", "3200", 2, 5),
            Listing.of("SOL-USDT", "150", 3, 4),
            Listing.of("ATOM(ARC20)-USDT", "7.1", 4, 2),
            Listing.of("MØTH-USDT", "0.0123", 6, 0));

    private final Map<String, BigDecimal> prices = new ConcurrentHashMap<>();

    Listings() {
        LISTED.forEach(listing -> prices.put(listing.symbol(), listing.opening()));
    }

    List<Listing> all() {
        return LISTED;
    }

    boolean contains(String symbol) {
        return prices.containsKey(symbol);
    }

    BigDecimal price(String symbol) {
        BigDecimal price = prices.get(symbol);
        if (price == null) {
            throw Refusals.parameter("symbol is invalid");
        }
        return price;
    }

    /** Sets a reference price; lists the symbol if it was not. */
    void price(String symbol, BigDecimal price) {
        prices.put(symbol, price);
    }

    /** A step of at most 0.1 %, kept within a factor of two of the opening so that no price ever reaches zero. */
    BigDecimal drift(Listing listing, SplittableRandom random) {
        BigDecimal factor = BigDecimal.valueOf(100_000 + random.nextInt(-100, 101), 5);
        BigDecimal next = price(listing.symbol()).multiply(factor).setScale(listing.priceScale(), RoundingMode.HALF_UP);
        BigDecimal low = listing.opening().multiply(new BigDecimal("0.5"));
        BigDecimal high = listing.opening().multiply(BigDecimal.valueOf(2));
        BigDecimal kept = next.max(low).min(high);
        price(listing.symbol(), kept);
        return kept;
    }
}

package io.github.bingxstream.testkit.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Numbers of orders and trades as the exchange gives them out. Guarded by the account's lock. */
final class Ids {
    private static final long ORDER_BASE = 1_990_000_000_000_000_000L;
    private static final long TRADE_MIN = 1L << 26;
    private static final long TRADE_MAX = 1L << 28;

    private final SplittableRandom random;
    private final Map<String, Long> lastTrades = new HashMap<>();
    private long lastOrder;

    Ids(SplittableRandom random) {
        this.random = random;
        lastOrder = ORDER_BASE + random.nextLong(10_000_000_000_000_000L);
    }

    /** 19 digits, ascending, with gaps: other accounts trade too. */
    long nextOrder() {
        lastOrder += 1 + random.nextLong(1L << 30);
        return lastOrder;
    }

    /** About 27 bits, ascending and unique per symbol only. */
    long nextTrade(String symbol) {
        Long last = lastTrades.get(symbol);
        long next = last == null ? random.nextLong(TRADE_MIN, TRADE_MAX) : last + 1 + random.nextInt(50);
        lastTrades.put(symbol, next);
        return next;
    }
}

package io.github.bingxstream.benchmarks.decode;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Balance events in the shape of "Account balance push" ({@code ACCOUNT_UPDATE}). */
final class Balances {

    private static final int UPDATES = 1_024;
    private static final int SNAPSHOTS = 16;
    private static final int ASSETS = 200;

    private Balances() {}

    static List<String> updates() {
        SplittableRandom random = new SplittableRandom(2);
        return IntStream.range(0, UPDATES)
                .mapToObj(i -> {
                    long time = time(random);
                    return "{\"e\":\"ACCOUNT_UPDATE\",\"E\":" + time / 1_000 * 1_000 + ",\"T\":" + time
                            + ",\"a\":{\"m\":\"ORDER\",\"B\":[" + balance("BTC", true, random) + ','
                            + balance("USDT", true, random) + "]}}";
                })
                .toList();
    }

    static List<String> snapshots() {
        SplittableRandom random = new SplittableRandom(3);
        return IntStream.range(0, SNAPSHOTS)
                .mapToObj(i -> IntStream.range(0, ASSETS)
                        .mapToObj(asset -> balance("COIN" + asset, false, random))
                        .collect(Collectors.joining(
                                ",",
                                "{\"e\":\"ACCOUNT_UPDATE\",\"E\":" + time(random) + ",\"T\":" + time(random)
                                        + ",\"a\":{\"m\":\"INIT\",\"B\":[",
                                "]}}")))
                .toList();
    }

    private static String balance(String asset, boolean hasChanged, SplittableRandom random) {
        String balance = amount(random);
        return "{\"a\":\"" + asset + "\",\"bc\":\"" + (hasChanged ? amount(random) : "0") + "\",\"cw\":\"" + balance
                + "\",\"wb\":\"" + balance + "\",\"lk\":\"" + (random.nextInt(4) > 0 ? "0" : amount(random)) + "\"}";
    }

    private static String amount(SplittableRandom random) {
        return BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 8).toPlainString();
    }

    private static long time(SplittableRandom random) {
        return 1_760_000_000_000L + random.nextLong(10_000_000_000L);
    }
}

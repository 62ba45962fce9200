package io.github.bingxstream.benchmarks.decode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Order events with all members that the exchange sends today, documented and not, in the shape of "Order update event"
 * ({@code spot.executionReport}). Four orders live at a time, and no two are alike.
 */
public final class Orders {

    /** How many messages four orders are worth. */
    public static final int ROUND = 12;

    private static final int ROUNDS = 86;
    private static final int AT_A_TIME = 4;
    private static final String[] BASES = {"BTC", "ETH", "LTC", "SUI"};

    private Orders() {}

    /** Returns what becomes of 344 orders. */
    static List<String> lives() {
        SplittableRandom random = new SplittableRandom(1);
        List<String> messages = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            messages.addAll(round(random));
        }
        return messages;
    }

    /** Returns what becomes of the next four orders: {@link #ROUND} messages, after which all of them are filled. */
    public static List<String> round(SplittableRandom random) {
        List<String> messages = new ArrayList<>();
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            lives.add(new Life(BASES[i], random));
        }
        lives.forEach(life -> messages.add(life.placed()));
        lives.forEach(life -> messages.add(life.filledInPart()));
        lives.forEach(life -> messages.add(life.filled()));
        return messages;
    }

    private static final class Life {

        private static final BigDecimal FEE = new BigDecimal("0.001");

        private final SplittableRandom random;
        private final String base;
        private final long id;
        private final String clientId;
        private final long createTime;
        private final BigDecimal price;
        private final BigDecimal first;
        private final BigDecimal second;

        Life(String base, SplittableRandom random) {
            this.random = random;
            this.base = base;
            id = 1_900_000_000_000_000_000L + random.nextLong(90_000_000_000_000_000L);
            clientId = "desk7-" + random.nextInt(10_000_000);
            createTime = 1_760_000_000_000L + random.nextLong(10_000_000_000L);
            price = BigDecimal.valueOf(random.nextLong(1_000, 9_999_999), 2);
            first = BigDecimal.valueOf(random.nextLong(1, 999_999), 5);
            second = BigDecimal.valueOf(random.nextLong(1, 999_999), 5);
        }

        String placed() {
            return message("NEW", "PENDING", BigDecimal.ZERO, BigDecimal.ZERO, createTime + 3);
        }

        String filledInPart() {
            return message("TRADE", "PARTIALLY_FILLED", first, first, createTime + random.nextLong(10, 1_000));
        }

        String filled() {
            return message("TRADE", "FILLED", second, first.add(second), createTime + random.nextLong(1_000, 9_999));
        }

        private String message(String execution, String status, BigDecimal last, BigDecimal sum, long time) {
            boolean isFill = last.signum() > 0;
            String trade = isFill ? String.valueOf(random.nextInt(10_000_000, 99_999_999)) : "0";
            BigDecimal fee = isFill ? last.multiply(FEE).negate() : BigDecimal.ZERO;
            return "{\"code\":0,\"dataType\":\"spot.executionReport\",\"data\":{\"u\":300123456789012"
                    + ",\"e\":\"executionReport\",\"E\":" + (time + 15) + ",\"s\":\"" + base + "-USDT\",\"S\":\"BUY\""
                    + ",\"o\":\"LIMIT\",\"q\":" + plain(first.add(second)) + ",\"p\":" + plain(price) + ",\"x\":\""
                    + execution + "\",\"X\":\"" + status + "\",\"i\":" + id + ",\"l\":" + plain(last) + ",\"z\":"
                    + plain(sum) + ",\"L\":" + (isFill ? plain(price) : "0") + ",\"n\":" + plain(fee)
                    + ",\"U\":\"\",\"mu\":\"300123456789012\",\"C\":\"" + clientId + "\",\"N\":\""
                    + (isFill ? base : "") + "\",\"T\":" + (isFill ? time : 0) + ",\"t\":" + trade + ",\"O\":"
                    + createTime + ",\"Z\":" + plain(sum.multiply(price)) + ",\"Y\":" + plain(last.multiply(price))
                    + ",\"Q\":0,\"m\":false,\"A\":\"" + plain(sum.multiply(price)) + "\",\"ws\":" + (time + 31) + "}}";
        }

        private static String plain(BigDecimal value) {
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        }
    }
}

package io.github.bingxstream.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Well-formed JSON of any shape, made of the names and texts that mean something, and of others. */
final class RandomJson {

    private static final String[] SPICE = {
        "e",
        "E",
        "a",
        "B",
        "m",
        "P",
        "o",
        "ac",
        "data",
        "dataType",
        "ping",
        "time",
        "id",
        "code",
        "msg",
        "listenKey",
        "s",
        "i",
        "x",
        "X",
        "l",
        "z",
        "ACCOUNT_UPDATE",
        "listenKeyExpired",
        "spot.executionReport",
        "INIT",
        "TRADE",
        "",
        "Ping"
    };

    private RandomJson() {}

    static String object(SplittableRandom chance) {
        return object(chance, 0);
    }

    private static String object(SplittableRandom chance, int depth) {
        StringBuilder json = new StringBuilder("{");
        int members = chance.nextInt(6);
        for (int i = 0; i < members; i++) {
            json.append(i == 0 ? "" : ",").append(string(chance)).append(':').append(value(chance, depth + 1));
        }
        return json.append('}').toString();
    }

    static String value(SplittableRandom chance) {
        return value(chance, 5);
    }

    private static String value(SplittableRandom chance, int depth) {
        int kind = chance.nextInt(depth > 6 ? 6 : 9);
        return switch (kind) {
            case 0, 1, 2 -> string(chance);
            case 3 -> String.valueOf(chance.nextLong());
            case 4 ->
                new BigDecimal(
                                new BigInteger(1 + chance.nextInt(200), new Random(chance.nextLong())),
                                chance.nextInt(-90, 90))
                        .toString();
            case 5 -> List.of("true", "false", "null", "0", "-0", "1e400").get(chance.nextInt(6));
            case 6 ->
                "[" + value(chance, depth + 1) + (chance.nextBoolean() ? "" : "," + value(chance, depth + 1)) + "]";
            default -> object(chance, depth);
        };
    }

    private static String string(SplittableRandom chance) {
        if (chance.nextInt(4) > 0) {
            return JsonText.quoted(SPICE[chance.nextInt(SPICE.length)]);
        }
        StringBuilder text = new StringBuilder();
        for (int i = chance.nextInt(8); i > 0; i--) {
            text.append((char) chance.nextInt(chance.nextBoolean() ? 128 : 0x10000));
        }
        return JsonText.quoted(text.toString());
    }
}

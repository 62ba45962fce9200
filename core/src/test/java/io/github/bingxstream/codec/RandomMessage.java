package io.github.bingxstream.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** A message that is an order or a balance event, or nearly one: every value may be one that nobody expects. */
final class RandomMessage {

    private static final List<String> ORDER = List.of(
            "e", "E", "s", "S", "o", "q", "p", "x", "X", "i", "C", "l", "L", "z", "Z", "Y", "Q", "n", "N", "T", "t",
            "O", "m", "u", "mu", "U", "A", "ws", "zz", "\\u0073", "\\u006d");
    private static final List<String> BALANCE = List.of("a", "bc", "wb", "cw", "lk", "zz", "b\\u0063");

    private static final List<String> VALUES = List.of(
            "0",
            "1",
            "-1",
            "7",
            "0.5",
            "-0.00",
            "1.50",
            "64000.12",
            "1e3",
            "-1.25E-7",
            "1e64",
            "1e65",
            "1E-64",
            "123456789012345678",
            "1234567890123456789",
            "0.0000000000000000001",
            "-999999999999999999",
            "98765432109876543210.123456789",
            "1750000000123",
            "999999999999999",
            "1000000000000000",
            "\"0\"",
            "\"-1\"",
            "\"\"",
            "\"+5\"",
            "\"5.\"",
            "\".5\"",
            "\".\"",
            "\"-\"",
            "\"1.2.3\"",
            "\"00012\"",
            "\"1\\u002e5\"",
            "\"1e+2\"",
            "\" 1\"",
            "\"12x\"",
            "\"0x1\"",
            "\"1750000000123\"",
            "\"-5\"",
            "\"\u0665\"",
            "\"BTC-USDT\"",
            "\"BT\\u0043-USDT\"",
            "\"M\u00d8TH-USDT\"",
            "\"a b\"",
            "\"USDT\"",
            "\"\\ud800\"",
            "\"?\"",
            "\"BUY\"",
            "\"SELL\"",
            "\"LIMIT\"",
            "\"NEW\"",
            "\"TRADE\"",
            "\"FILLED\"",
            "\"CANCELLED\"",
            "\"ORDER\"",
            "\"INIT\"",
            "\"executionReport\"",
            "\"ACCOUNT_UPDATE\"",
            "\"scalping_1\"",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
            "null",
            "true",
            "false",
            "[]",
            "{}",
            "[1, {\"a\": [\"]\"]}]",
            "{\"x\" : \"}\"}");

    private final SplittableRandom chance;

    private RandomMessage(SplittableRandom chance) {
        this.chance = chance;
    }

    /** Returns a message; the seed says which. */
    static byte[] of(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        byte[] message = Messages.utf8(new RandomMessage(chance).text());
        if (chance.nextInt(8) == 0 && message.length > 0) {
            message[chance.nextInt(message.length)] ^= (byte) (1 << chance.nextInt(Byte.SIZE));
        }
        return message;
    }

    private String text() {
        return switch (chance.nextInt(6)) {
            case 0, 1 -> new RandomOrder(chance).message();
            case 2 -> wrapped("spot.executionReport", order());
            case 3 -> account();
            case 4 ->
                wrapped("ACCOUNT_UPDATE", chance.nextBoolean() ? account() : "[" + account() + "," + account() + "]");
            default -> RandomJson.object(chance);
        };
    }

    private String wrapped(String dataType, String data) {
        List<String> members =
                new ArrayList<>(List.of("\"dataType\":\"" + dataType + '"', "\"data\":" + space() + data));
        if (chance.nextInt(4) > 0) {
            members.add("\"code\":" + (chance.nextInt(4) > 0 ? "0" : value()));
        }
        if (chance.nextInt(4) == 0) {
            members.add("\"more\":" + value());
        }
        return object(members);
    }

    /** Mostly an order that can be read, with a value or two that are odd. */
    private String order() {
        RandomOrder order = new RandomOrder(chance);
        for (int odd = chance.nextInt(3); odd > 0; odd--) {
            order.literals.put(ORDER.get(chance.nextInt(ORDER.size())), value());
        }
        if (chance.nextInt(3) == 0) {
            order.literals.remove(ORDER.get(chance.nextInt(ORDER.size())));
        }
        List<String> members = new ArrayList<>();
        // Names come escaped already.
        order.literals.forEach((name, literal) -> members.add('"' + name + "\":" + space() + literal));
        String data = object(members);
        return switch (chance.nextInt(8)) {
            case 0 -> '[' + data + ']';
            case 1 -> '[' + data + ',' + data + ']';
            case 2 -> '[' + data + ',' + value() + ']';
            default -> data;
        };
    }

    private String account() {
        List<String> balances = new ArrayList<>();
        for (int count = chance.nextInt(4); count > 0; count--) {
            balances.add(chance.nextInt(12) == 0 ? value() : balance());
        }
        List<String> account = new ArrayList<>();
        account.add("\"m\":" + (chance.nextInt(4) > 0 ? "\"ORDER\"" : value()));
        account.add("\"B\":" + (chance.nextInt(8) > 0 ? "[" + String.join(",", balances) + "]" : value()));
        addOdd(account, "P", "zz");
        List<String> members = new ArrayList<>(List.of("\"e\":\"ACCOUNT_UPDATE\"", "\"a\":" + object(account)));
        members.add("\"E\":" + (chance.nextBoolean() ? "1750000000000" : value()));
        members.add("\"T\":" + (chance.nextBoolean() ? "1750000000123" : value()));
        addOdd(members, "o", "ac", "zz", "a.zz", "e\\u0000");
        return object(members);
    }

    private String balance() {
        List<String> members = new ArrayList<>();
        for (String name : BALANCE.subList(0, chance.nextInt(3, 6))) {
            boolean usual = chance.nextInt(8) > 0;
            members.add('"' + name + "\":" + space()
                    + (usual ? '"' + (name.equals("a") ? "A" + chance.nextInt(400) : number()) + '"' : value()));
        }
        addOdd(members, BALANCE.toArray(String[]::new));
        return object(members);
    }

    private void addOdd(List<String> members, String... names) {
        if (chance.nextInt(6) == 0) {
            members.add('"' + names[chance.nextInt(names.length)] + "\":" + value());
        }
    }

    private String object(List<String> members) {
        Collections.shuffle(members, new Random(chance.nextLong()));
        return space() + "{" + space() + String.join(space() + "," + space(), members) + space() + "}" + space();
    }

    private String value() {
        return chance.nextInt(6) == 0 ? RandomJson.value(chance) : VALUES.get(chance.nextInt(VALUES.size()));
    }

    private String number() {
        return chance.nextInt(-1000, 1000) + "." + chance.nextInt(1_000_000);
    }

    private String space() {
        return List.of("", "", "", "", " ", "\n\t").get(chance.nextInt(6));
    }
}

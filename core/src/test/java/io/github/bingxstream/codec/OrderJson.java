package io.github.bingxstream.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** The text of an order event, made of literals that a test may replace. It starts as a complete fill. */
final class OrderJson {

    private final Map<String, String> literals = new LinkedHashMap<>();

    OrderJson() {
        with("e", "\"executionReport\"");
        with("E", "1750000000123");
        with("s", "\"FOO-USDT\"");
        with("S", "\"BUY\"");
        with("o", "\"LIMIT\"");
        with("q", "3");
        with("p", "10");
        with("x", "\"TRADE\"");
        with("X", "\"PARTIALLY_FILLED\"");
        with("i", "9007199254740993111");
        with("C", "\"mine\"");
        with("l", "1");
        with("L", "9.5");
        with("z", "2");
        with("Z", "19");
        with("Y", "9.5");
        with("Q", "0");
        with("n", "-0.001");
        with("N", "\"FOO\"");
        with("T", "1750000000100");
        with("t", "555");
        with("O", "1750000000000");
    }

    OrderJson with(String name, String literal) {
        literals.put(name, literal);
        return this;
    }

    OrderJson without(String name) {
        literals.remove(name);
        return this;
    }

    /** Puts the members in another order. */
    OrderJson shuffled(long seed) {
        List<String> names = new ArrayList<>(literals.keySet());
        Collections.shuffle(names, new Random(seed));
        return inOrder(names);
    }

    /** Puts the last member first. */
    OrderJson reversed() {
        List<String> names = new ArrayList<>(literals.keySet());
        Collections.reverse(names);
        return inOrder(names);
    }

    private OrderJson inOrder(List<String> names) {
        Map<String, String> before = new LinkedHashMap<>(literals);
        literals.clear();
        names.forEach(name -> with(name, before.get(name)));
        return this;
    }

    String data() {
        return literals.entrySet().stream()
                .map(member -> JsonText.quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    String message() {
        return "{\"code\":0,\"dataType\":\"spot.executionReport\",\"data\":" + data() + "}";
    }
}

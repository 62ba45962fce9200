package io.github.bingxstream.testkit.sandbox;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a request, decoded, in the order received: that order is what is signed. */
final class Parameters {
    private record Pair(String name, String value) {}

    private final List<Pair> pairs;

    private Parameters(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /** Query first, then a form body, as the official sample clients send either. */
    static Parameters of(HttpRequest request) {
        List<Pair> pairs = new ArrayList<>(parse(request.rawQuery()));
        if (request.header("content-type").startsWith("application/x-www-form-urlencoded")) {
            pairs.addAll(parse(request.body()));
        }
        return new Parameters(pairs);
    }

    /** {@code name=value} joined by {@code &}, values decoded, without the signature itself. */
    String signed() {
        return pairs.stream()
                .filter(pair -> !pair.name().equals("signature"))
                .map(pair -> pair.name() + "=" + pair.value())
                .collect(Collectors.joining("&"));
    }

    /** The value, unless absent or empty. */
    Optional<String> text(String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    String required(String name) {
        return text(name).orElseThrow(() -> Refusals.parameter("Invalid parameters,err:" + name + " is required"));
    }

    Optional<Long> number(String name) {
        return text(name).map(value -> {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw invalid(name);
            }
        });
    }

    Optional<BigDecimal> decimal(String name) {
        return text(name).map(value -> {
            // The length bounds the exponent and the digits: 1e999999999 would take all memory to print.
            if (!value.matches("[0-9]{1,24}(\\.[0-9]{1,24})?")) {
                throw invalid(name);
            }
            return new BigDecimal(value);
        });
    }

    static RefusedException invalid(String name) {
        return Refusals.parameter("Invalid parameters,err:" + name + " is invalid");
    }

    private static List<Pair> parse(String encoded) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : encoded.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                pairs.add(new Pair(decode(part.substring(0, equals)), decode(part.substring(equals + 1))));
            }
        }
        return pairs;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusals.parameter("Invalid parameters,err:malformed encoding");
        }
    }
}

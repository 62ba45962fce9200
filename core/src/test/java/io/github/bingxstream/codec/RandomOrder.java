package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/** One order, as the exchange might write it and as it must be read. */
final class RandomOrder {

    final SplittableRandom chance;
    final Map<String, String> literals = new LinkedHashMap<>();
    final OrderUpdate expected;

    RandomOrder(SplittableRandom chance) {
        this.chance = chance;
        literals.put("e", "\"executionReport\"");
        Instant eventTime = time("E");
        Symbol symbol = new Symbol(text("s", "BTC-USDT", "$U-USDT", "MØTH-USDT", "A-B-C"));
        OrderId id = new OrderId(integer("i"));
        String side = text("S", "BUY", "SELL", "OTHER");
        String type = text("o", "LIMIT", "MARKET", "TRIGGER_LIMIT", "ODD");
        String execution = text("x", "NEW", "TRADE", "CANCELED", "EXPIRED", "ODD");
        String status = text("X", "NEW", "PENDING", "FILLED", "CANCELLED", "Unknown");
        String clientId = text("C", "scalping_1", "", "\"quoted\\\"", "é猫😀", "Ping");
        BigDecimal quantity = decimal("q");
        BigDecimal price = decimal("p");
        BigDecimal filled = decimal("z");
        BigDecimal filledQuote = decimal("Z");
        BigDecimal amount = decimal("Q");
        BigDecimal lastFilled = decimal("l");
        BigDecimal lastPrice = decimal("L");
        BigDecimal lastQuote = decimal("Y");
        BigDecimal fee = decimal("n").negate();
        literals.computeIfPresent(
                "n", (name, literal) -> literal.startsWith("\"") ? "\"" + fee + "\"" : fee.toString());
        String feeAsset = text("N", "USDT", "LTC", "");
        Instant fillTime = time("T");
        Instant createTime = time("O");
        String tradeId = chance.nextBoolean() ? integer("t") : none("t");
        Map<String, String> raw = new LinkedHashMap<>();
        if (chance.nextBoolean()) {
            raw.put("m", String.valueOf(chance.nextBoolean()));
            raw.put("zz", "{\"deep\": [" + chance.nextLong() + ", \"x\"]}");
            literals.putAll(raw);
        }
        boolean traded = execution.equals("TRADE");
        boolean isFill = lastFilled.signum() > 0 && (traded || tradeId != null);
        expected = new OrderUpdate(
                new Origin(
                        Provenance.STREAM,
                        Messages.EPOCH,
                        Messages.FINGERPRINT,
                        Optional.ofNullable(eventTime),
                        Messages.AT),
                new Order(
                        symbol,
                        id,
                        Optional.of(clientId).filter(text -> !text.isEmpty()),
                        Side.of(side),
                        OrderType.of(type),
                        OrderStatus.of(status),
                        Optional.of(price),
                        Optional.empty(),
                        quantity,
                        Optional.of(amount).filter(value -> value.signum() > 0),
                        filled,
                        Optional.of(filledQuote),
                        Optional.ofNullable(createTime),
                        Optional.empty(),
                        new RawMembers(raw)),
                ExecutionType.of(execution),
                isFill
                        ? Optional.of(new Fill(
                                symbol,
                                id,
                                Optional.ofNullable(tradeId).map(TradeId::new),
                                lastPrice,
                                lastFilled,
                                Optional.of(lastQuote).filter(value -> value.signum() > 0),
                                Optional.of(new Fee(
                                        fee,
                                        Optional.of(feeAsset)
                                                .filter(text -> !text.isEmpty())
                                                .map(Asset::new))),
                                Optional.ofNullable(fillTime),
                                Optional.empty(),
                                RawMembers.NONE))
                        : Optional.empty());
    }

    /** The members in random order, with random space between them. */
    String message() {
        SplittableRandom order = new SplittableRandom(literals.hashCode());
        List<String> data = new ArrayList<>();
        literals.forEach(
                (name, literal) -> data.add(JsonText.quoted(name) + space(order) + ":" + space(order) + literal));
        Collections.shuffle(data, new Random(order.nextLong()));
        // Strangers are kept in the order they came in.
        data.removeIf(member -> member.startsWith("\"m\"") || member.startsWith("\"zz\""));
        for (String name : new String[] {"m", "zz"}) {
            if (literals.containsKey(name)) {
                data.add(JsonText.quoted(name) + ":" + literals.get(name));
            }
        }
        List<String> envelope = new ArrayList<>(List.of(
                "\"dataType\":" + space(order) + "\"spot.executionReport\"",
                "\"data\":" + space(order) + "{" + String.join(space(order) + ",", data) + "}",
                order.nextBoolean() ? "\"code\":0" : "\"success\":true"));
        Collections.shuffle(envelope, new Random(order.nextLong()));
        return space(order) + "{" + String.join(",", envelope) + "}" + space(order);
    }

    private static String space(SplittableRandom chance) {
        return List.of("", "", "", " ", "\n", "\t ").get(chance.nextInt(6));
    }

    private String text(String name, String... choices) {
        String choice = choices[chance.nextInt(choices.length)];
        literals.put(name, JsonText.quoted(choice));
        return choice;
    }

    private String integer(String name) {
        String digits = new BigInteger(1 + chance.nextInt(90), new Random(chance.nextLong()))
                .add(BigInteger.ONE)
                .toString();
        literals.put(name, maybeQuoted(digits));
        return digits;
    }

    private String none(String name) {
        literals.put(name, List.of("0", "-1", "\"0\"", "\"-1\"", "\"\"", "null").get(chance.nextInt(6)));
        return null;
    }

    private BigDecimal decimal(String name) {
        BigDecimal value = chance.nextInt(4) == 0
                ? BigDecimal.ZERO
                : new BigDecimal(
                        new BigInteger(chance.nextInt(100), new Random(chance.nextLong())), chance.nextInt(-10, 21));
        literals.put(name, maybeQuoted(value.toString()));
        return value;
    }

    private Instant time(String name) {
        if (chance.nextInt(4) == 0) {
            none(name);
            return null;
        }
        long millis = chance.nextLong(1, 4_000_000_000_000L);
        literals.put(name, maybeQuoted(String.valueOf(millis)));
        return Instant.ofEpochMilli(millis);
    }

    private String maybeQuoted(String literal) {
        return chance.nextBoolean() ? literal : '"' + literal + '"';
    }
}

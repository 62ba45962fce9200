package io.github.bingxstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.github.bingxstream.session.Signal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random messages. Every failure names the seed of its message. */
class RandomMessagesTest {

    private static final int ORDERS = 2_000;
    private static final int GARBAGE = 8_000;
    private static final long SEEDS = 20_260_101_000L;

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

    @Test
    void a_random_order_is_read_as_it_was_written() {
        try (FrameDecoder decoder = Messages.decoder()) {
            for (long seed = SEEDS; seed < SEEDS + ORDERS; seed++) {
                RandomOrder order = new RandomOrder(new SplittableRandom(seed));
                byte[] message = Messages.utf8(order.message());
                byte[] sent = order.chance.nextBoolean() ? message : Messages.gzip(message);
                assertThat(decoder.binary(ByteBuffer.wrap(sent), Messages.AT))
                        .as("seed %d: %s", seed, order.message())
                        .isEqualTo(new Signal.Happened(List.of(order.expected)));
            }
        }
    }

    @Test
    void random_json_always_gives_a_signal() {
        try (FrameDecoder decoder = Messages.decoder()) {
            for (long seed = SEEDS; seed < SEEDS + GARBAGE; seed++) {
                SplittableRandom chance = new SplittableRandom(seed);
                String json = object(chance, 0);
                assertSignal(seed, decoder.text(json, Messages.AT));
                assertAnswersAreTotal(seed, json);
            }
        }
    }

    @Test
    void random_bytes_always_give_a_signal() {
        try (FrameDecoder decoder = Messages.decoder()) {
            for (long seed = SEEDS; seed < SEEDS + GARBAGE; seed++) {
                SplittableRandom chance = new SplittableRandom(seed);
                byte[] bytes = new byte[chance.nextInt(200)];
                chance.nextBytes(bytes);
                if (bytes.length > 3 && chance.nextBoolean()) {
                    bytes[0] = 0x1f;
                    bytes[1] = (byte) 0x8b;
                    bytes[2] = 8;
                    bytes[3] = (byte) chance.nextInt(32);
                }
                assertSignal(seed, decoder.binary(ByteBuffer.wrap(bytes), Messages.AT));
            }
        }
    }

    private static void assertSignal(long seed, Signal signal) {
        assertThat(signal).as("seed %d", seed).isNotNull();
        assertThat(signal.toString()).as("seed %d", seed).doesNotContain("why=unreadable");
    }

    private static void assertAnswersAreTotal(long seed, String json) {
        assertThat(List.of(
                                RestAnswers.envelope(json),
                                RestAnswers.listenKey(json),
                                RestAnswers.balances(json),
                                RestAnswers.orders(json),
                                RestAnswers.order(json),
                                RestAnswers.fills(json),
                                RestAnswers.serverTime(json))
                        .toString())
                .as("seed %d", seed)
                .doesNotContain("why=unreadable");
    }

    private static String object(SplittableRandom chance, int depth) {
        StringBuilder json = new StringBuilder("{");
        int members = chance.nextInt(6);
        for (int i = 0; i < members; i++) {
            json.append(i == 0 ? "" : ",").append(string(chance)).append(':').append(value(chance, depth + 1));
        }
        return json.append('}').toString();
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

    /** One order, as the exchange might write it and as it must be read. */
    private static final class RandomOrder {

        private final SplittableRandom chance;
        private final Map<String, String> literals = new LinkedHashMap<>();
        private final OrderUpdate expected;

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
            literals.put(
                    name, List.of("0", "-1", "\"0\"", "\"-1\"", "\"\"", "null").get(chance.nextInt(6)));
            return null;
        }

        private BigDecimal decimal(String name) {
            BigDecimal value = chance.nextInt(4) == 0
                    ? BigDecimal.ZERO
                    : new BigDecimal(
                            new BigInteger(chance.nextInt(100), new Random(chance.nextLong())),
                            chance.nextInt(-10, 21));
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
}

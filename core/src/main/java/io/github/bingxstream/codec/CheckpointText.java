package io.github.bingxstream.codec;

import com.squareup.moshi.JsonReader;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Checkpoint.OrderMark;
import io.github.bingxstream.domain.OpenEnum;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.vavr.control.Either;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as bytes to keep: one JSON object, an order a line, that begins with its format and ends with a checksum of
 * all that stands before it. Members that this version does not know are passed over; a format that it does not know is
 * refused, and so is whatever was cut or changed. It holds no secret.
 *
 * <p>Both methods may be called by several threads at once.
 */
public final class CheckpointText {

    /** Size of a checkpoint: 80,000 orders, where a busy account has some hundred. What is larger was not written here. */
    public static final int BYTES_MAX = 16 << 20;

    /** Characters in a decimal, and size of its exponent either way: sums of what {@link Literals} takes stay far below. */
    private static final int DECIMAL_MAX = 512;

    private static final int FORMAT = 1;
    private static final int DEPTH_MAX = 16;

    private static final byte[] HEAD = ascii("{\"format\":");

    /** The end of every checkpoint, with the checksum between its parts. */
    private static final byte[] TAIL = ascii(",\"crc32\":\"");

    private static final byte[] END = ascii("\"}\n");
    private static final int DIGITS = 8;
    private static final int TAIL_LENGTH = TAIL.length + DIGITS + END.length;

    private static final JsonReader.Options CHECKPOINT = JsonReader.Options.of("completeUntil", "orders");
    private static final JsonReader.Options MARK =
            JsonReader.Options.of("symbol", "orderId", "status", "filled", "delivered", "fills");

    private CheckpointText() {}

    /**
     * Returns the checkpoint as bytes that {@link #decode} makes into an equal one.
     *
     * @throws IllegalArgumentException if it is beyond the limits, which nothing is that the exchange can have caused
     */
    public static byte[] encode(Checkpoint checkpoint) {
        StringBuilder json = new StringBuilder(128 + 192 * checkpoint.orders().size());
        json.append("{\"format\":").append(FORMAT).append(",\"completeUntil\":\"");
        json.append(checkpoint.completeUntil()).append("\",\"orders\":[");
        String separator = "\n";
        for (OrderMark mark : checkpoint.orders()) {
            append(json.append(separator), mark);
            separator = ",\n";
        }
        byte[] body = json.append(']').toString().getBytes(StandardCharsets.UTF_8);
        if (body.length > BYTES_MAX - TAIL_LENGTH) {
            throw new IllegalArgumentException(
                    "the checkpoint has " + checkpoint.orders().size() + " orders in " + body.length
                            + " bytes, more than " + BYTES_MAX + " with its end: keep fewer orders");
        }
        byte[] bytes = Arrays.copyOf(body, body.length + TAIL_LENGTH);
        System.arraycopy(tail(body, body.length), 0, bytes, body.length, TAIL_LENGTH);
        return bytes;
    }

    /** Returns the checkpoint that the bytes are, or in a clause for people what is wrong with them and what to do. */
    public static Either<String, Checkpoint> decode(byte[] bytes) {
        try {
            requireWhole(bytes);
            // The screen is stricter than the reader, and bounds how deep a member that is passed over may nest.
            new JsonScreen(DEPTH_MAX).scan(bytes, bytes.length);
            return Either.right(checkpoint(MoshiTokens.reader(bytes)));
        } catch (MalformedException e) {
            return Either.left(e.why());
        } catch (IOException | RuntimeException e) {
            // Behind the checksum it takes another program to come here, and it may have written anything.
            return Either.left("it has a value that no checkpoint has ("
                    + e.getClass().getSimpleName() + "): let only this library write it");
        }
    }

    // ------------------------------------------------------------------------------------------------------- writing

    // By hand, for a JSON writer would make a question mark of half a surrogate pair, and an id another id.
    private static void append(StringBuilder json, OrderMark mark) {
        JsonText.append(json.append("{\"symbol\":"), mark.symbol().text());
        JsonText.append(json.append(",\"orderId\":"), mark.orderId().text());
        JsonText.append(json.append(",\"status\":"), mark.status().text());
        json.append(",\"filled\":\"").append(literal(mark.cumulativeFilledQuantity()));
        json.append("\",\"delivered\":\"").append(literal(mark.deliveredQuantity()));
        json.append("\",\"fills\":[");
        String separator = "";
        for (TradeId fill : mark.deliveredFills()) {
            JsonText.append(json.append(separator), fill.text());
            separator = ",";
        }
        json.append("]}");
    }

    /** Returns the decimal with its scale, which equality needs. */
    private static String literal(BigDecimal decimal) {
        String text = decimal.toString();
        if (!isWithinLimits(text, decimal)) {
            throw new IllegalArgumentException("a quantity of the checkpoint has more than " + DECIMAL_MAX
                    + " characters, or an exponent beyond that: no order has such a one");
        }
        return text;
    }

    // ------------------------------------------------------------------------------------------------------- reading

    private static void requireWhole(byte[] bytes) throws MalformedException {
        if (bytes.length == 0) {
            throw new MalformedException("it is empty: whoever wrote it was stopped, or the disk was full");
        }
        if (bytes.length > BYTES_MAX) {
            throw new MalformedException("it has more than " + BYTES_MAX + " bytes, which no checkpoint has");
        }
        requireFormat(bytes);
        int body = bytes.length - TAIL_LENGTH;
        if (body < 0 || !endsLikeACheckpoint(bytes, body)) {
            throw new MalformedException("its end is missing: it was cut, or something was added to it");
        }
        if (!Arrays.equals(tail(bytes, body), 0, TAIL_LENGTH, bytes, body, bytes.length)) {
            throw new MalformedException("its checksum does not fit: it was damaged, or changed by hand");
        }
    }

    /** Comes before the checksum, because another format may have another one. */
    private static void requireFormat(byte[] bytes) throws MalformedException {
        int at = HEAD.length;
        StringBuilder format = new StringBuilder();
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && format.length() < DIGITS) {
            format.append((char) bytes[at++]);
        }
        if (!startsWith(bytes, 0, HEAD) || (at < bytes.length && format.length() == 0)) {
            throw new MalformedException("it is no checkpoint of this library: name another place for it");
        }
        if (at < bytes.length && !format.toString().equals(Integer.toString(FORMAT))) {
            throw new MalformedException("it is of format " + format + ", and this version reads format " + FORMAT
                    + ": use a version of this library that is as new as the one that wrote it");
        }
    }

    private static Checkpoint checkpoint(JsonReader reader) throws IOException, MalformedException {
        Instant completeUntil = null;
        List<OrderMark> orders = null;
        reader.beginObject();
        while (reader.hasNext()) {
            switch (reader.selectName(CHECKPOINT)) {
                case 0 -> completeUntil = Instant.parse(reader.nextString());
                case 1 -> orders = orders(reader);
                default -> passOver(reader);
            }
        }
        reader.endObject();
        return new Checkpoint(required(completeUntil, "completeUntil"), required(orders, "orders"));
    }

    private static List<OrderMark> orders(JsonReader reader) throws IOException, MalformedException {
        List<OrderMark> orders = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            orders.add(mark(reader));
        }
        reader.endArray();
        return orders;
    }

    private static OrderMark mark(JsonReader reader) throws IOException, MalformedException {
        Symbol symbol = null;
        OrderId orderId = null;
        OpenEnum<OrderStatus> status = null;
        BigDecimal filled = null;
        BigDecimal delivered = null;
        List<TradeId> fills = null;
        reader.beginObject();
        while (reader.hasNext()) {
            switch (reader.selectName(MARK)) {
                case 0 -> symbol = new Symbol(reader.nextString());
                case 1 -> orderId = new OrderId(reader.nextString());
                case 2 -> status = OrderStatus.of(reader.nextString());
                case 3 -> filled = decimal(reader.nextString());
                case 4 -> delivered = decimal(reader.nextString());
                case 5 -> fills = fills(reader);
                default -> passOver(reader);
            }
        }
        reader.endObject();
        return new OrderMark(
                required(symbol, "symbol"),
                required(orderId, "orderId"),
                required(status, "status"),
                required(filled, "filled"),
                required(delivered, "delivered"),
                required(fills, "fills"));
    }

    private static List<TradeId> fills(JsonReader reader) throws IOException {
        List<TradeId> fills = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            fills.add(new TradeId(reader.nextString()));
        }
        reader.endArray();
        return fills;
    }

    private static void passOver(JsonReader reader) throws IOException {
        reader.skipName();
        reader.skipValue();
    }

    private static BigDecimal decimal(String text) throws MalformedException {
        if (text.length() <= DECIMAL_MAX) {
            BigDecimal decimal = new BigDecimal(text);
            if (isWithinLimits(text, decimal)) {
                return decimal;
            }
        }
        throw new MalformedException("it has a quantity that no order has: let only this library write it");
    }

    private static <T> T required(@Nullable T value, String member) throws MalformedException {
        if (value == null) {
            throw new MalformedException("its member " + member + " is missing: let only this library write it");
        }
        return value;
    }

    // ---------------------------------------------------------------------------------------------------------- both

    private static boolean isWithinLimits(String text, BigDecimal decimal) {
        return text.length() <= DECIMAL_MAX && decimal.scale() >= -DECIMAL_MAX && decimal.scale() <= DECIMAL_MAX;
    }

    private static byte[] tail(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        byte[] tail = new byte[TAIL_LENGTH];
        System.arraycopy(TAIL, 0, tail, 0, TAIL.length);
        byte[] digits = ascii(HexFormat.of().toHexDigits((int) checksum.getValue()));
        System.arraycopy(digits, 0, tail, TAIL.length, DIGITS);
        System.arraycopy(END, 0, tail, TAIL.length + DIGITS, END.length);
        return tail;
    }

    private static boolean endsLikeACheckpoint(byte[] bytes, int tail) {
        return startsWith(bytes, tail, TAIL) && startsWith(bytes, bytes.length - END.length, END);
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] part) {
        return from + part.length <= bytes.length
                && Arrays.equals(part, 0, part.length, bytes, from, from + part.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

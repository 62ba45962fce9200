package io.github.bingxstream.benchmarks.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jackson's streaming parser over bytes, used with care: names interned, each value read once, what is unknown skipped. */
final class JacksonStreaming {

    private final JsonFactory factory = new JsonFactory();

    @Nullable
    Object read(Message message, byte[] json, int length) throws IOException {
        try (JsonParser parser = factory.createParser(json, 0, length)) {
            parser.nextToken();
            return switch (message) {
                case ORDER_UPDATE -> order(parser);
                case ACCOUNT_UPDATE, ACCOUNT_UPDATE_200 -> account(parser);
                case HEARTBEAT -> ping(parser);
            };
        }
    }

    private static @Nullable Object order(JsonParser parser) throws IOException {
        Wire.Order order = null;
        int code = 0;
        String dataType = "";
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "code" -> code = parser.getIntValue();
                case "dataType" -> dataType = parser.getText();
                case "data" -> order = data(parser);
                default -> parser.skipChildren();
            }
        }
        return order == null ? null : new Wire.OrderMessage(code, dataType, order);
    }

    private static Wire.Order data(JsonParser parser) throws IOException {
        String[] texts = new String[8];
        BigDecimal[] decimals = new BigDecimal[9];
        long[] times = new long[3];
        String clientOrderId = "";
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "s" -> texts[1] = parser.getText();
                case "S" -> texts[2] = parser.getText();
                case "o" -> texts[3] = parser.getText();
                case "x" -> texts[4] = parser.getText();
                case "X" -> texts[5] = parser.getText();
                case "i" -> texts[6] = parser.getText();
                case "N" -> texts[7] = parser.getText();
                case "C" -> clientOrderId = parser.getText();
                case "q" -> decimals[0] = decimal(parser);
                case "p" -> decimals[1] = decimal(parser);
                case "l" -> decimals[2] = decimal(parser);
                case "L" -> decimals[3] = decimal(parser);
                case "z" -> decimals[4] = decimal(parser);
                case "Z" -> decimals[5] = decimal(parser);
                case "Y" -> decimals[6] = decimal(parser);
                case "Q" -> decimals[7] = decimal(parser);
                case "n" -> decimals[8] = decimal(parser);
                case "E" -> times[0] = parser.getLongValue();
                case "T" -> times[1] = parser.getLongValue();
                case "O" -> times[2] = parser.getLongValue();
                case "t" -> texts[0] = parser.getText();
                default -> parser.skipChildren();
            }
        }
        return new Wire.Order(
                "executionReport",
                times[0],
                texts[1],
                texts[2],
                texts[3],
                decimals[0],
                decimals[1],
                texts[4],
                texts[5],
                texts[6],
                clientOrderId,
                decimals[2],
                decimals[3],
                decimals[4],
                decimals[5],
                decimals[6],
                decimals[7],
                decimals[8],
                texts[7],
                times[1],
                texts[0],
                times[2]);
    }

    private static @Nullable Object account(JsonParser parser) throws IOException {
        long eventTime = 0;
        long transactionTime = 0;
        Wire.Account account = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "E" -> eventTime = parser.getLongValue();
                case "T" -> transactionTime = parser.getLongValue();
                case "a" -> account = balances(parser);
                default -> parser.skipChildren();
            }
        }
        return account == null ? null : new Wire.AccountMessage("ACCOUNT_UPDATE", eventTime, transactionTime, account);
    }

    private static Wire.Account balances(JsonParser parser) throws IOException {
        String reason = "";
        List<Wire.Balance> balances = new ArrayList<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals("m")) {
                reason = parser.getText();
            } else if (name.equals("B")) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    balances.add(balance(parser));
                }
            } else {
                parser.skipChildren();
            }
        }
        return new Wire.Account(reason, balances);
    }

    private static Wire.Balance balance(JsonParser parser) throws IOException {
        String asset = "";
        BigDecimal[] decimals = new BigDecimal[4];
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "a" -> asset = parser.getText();
                case "bc" -> decimals[0] = decimal(parser);
                case "wb" -> decimals[1] = decimal(parser);
                case "cw" -> decimals[2] = decimal(parser);
                case "lk" -> decimals[3] = decimal(parser);
                default -> parser.skipChildren();
            }
        }
        return new Wire.Balance(asset, decimals[0], decimals[1], decimals[2], decimals[3]);
    }

    private static Wire.Ping ping(JsonParser parser) throws IOException {
        String id = "";
        String time = "";
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals("ping")) {
                id = parser.getText();
            } else if (name.equals("time")) {
                time = parser.getText();
            }
        }
        return new Wire.Ping(id, time);
    }

    /** The exchange writes decimals as numbers and as strings. */
    private static BigDecimal decimal(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING
                ? new BigDecimal(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
                : parser.getDecimalValue();
    }
}

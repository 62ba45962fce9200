package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The JSON of REST answers, with the inconsistencies of the real ones: names and types differ from call to call. */
final class RestBodies {
    private static final int AVERAGE_SCALE = 8;

    private RestBodies() {}

    static String success(JsonElement data) {
        JsonObject body = envelope();
        body.addProperty("debugMsg", "");
        body.add("data", data);
        return body.toString();
    }

    /** The listen-key and time calls answer without {@code debugMsg}. */
    static String plainSuccess(JsonElement data) {
        JsonObject body = envelope();
        body.add("data", data);
        return body.toString();
    }

    static String error(RefusedException refused, long epochMilli) {
        JsonObject body = new JsonObject();
        body.addProperty("code", refused.code());
        body.addProperty("msg", refused.getMessage());
        body.addProperty("timestamp", epochMilli);
        return body.toString();
    }

    static JsonObject single(String name, JsonElement value) {
        JsonObject data = new JsonObject();
        data.add(name, value);
        return data;
    }

    static JsonObject balances(List<SandboxBalance> balances) {
        JsonArray list = new JsonArray();
        for (SandboxBalance balance : balances) {
            JsonObject entry = new JsonObject();
            entry.addProperty("asset", balance.asset());
            entry.addProperty("displayName", balance.asset());
            entry.addProperty("free", Json.plain(balance.free()));
            entry.addProperty("locked", Json.plain(balance.locked()));
            list.add(entry);
        }
        return single("balances", list);
    }

    /** The query spells {@code StopPrice} with a capital and gives the fee as a string. */
    static JsonObject queried(SandboxOrder order) {
        JsonObject data = listed(order);
        data.addProperty("fee", Json.plain(order.fee()));
        data.addProperty("feeAsset", order.feeAsset());
        data.addProperty("avgPrice", average(order));
        return data;
    }

    /** Open orders give the fee as a number and no fee asset. */
    static JsonObject listed(SandboxOrder order) {
        JsonObject data = heading(order);
        data.addProperty("StopPrice", "0");
        progress(data, order);
        data.addProperty("time", order.createdAt().toEpochMilli());
        data.addProperty("updateTime", order.updatedAt().toEpochMilli());
        data.addProperty("origQuoteOrderQty", Json.plain(order.quoteQuantity()));
        data.add("fee", Json.number(order.fee()));
        addClientId(data, order);
        return data;
    }

    /** The history rounds its times down to the second. */
    static JsonObject historical(SandboxOrder order) {
        JsonObject data = listed(order);
        data.addProperty("time", order.createdAt().getEpochSecond() * 1000);
        data.addProperty("updateTime", order.updatedAt().getEpochSecond() * 1000);
        data.addProperty("avgPrice", average(order));
        return data;
    }

    static JsonObject placed(SandboxOrder order) {
        JsonObject data = heading(order);
        data.addProperty("transactTime", order.createdAt().toEpochMilli());
        progress(data, order);
        addClientId(data, order);
        return data;
    }

    /** Here it is {@code stopPrice}, and of a plain limit order it repeats the price. */
    static JsonObject canceled(SandboxOrder order) {
        JsonObject data = heading(order);
        data.addProperty("stopPrice", Json.plain(order.price()));
        progress(data, order);
        addClientId(data, order);
        return data;
    }

    /** {@code commission} is a number; it and {@code quoteQty} carry binary noise unless {@code exact}. */
    static JsonObject fill(SandboxFill fill, boolean exact) {
        JsonObject data = new JsonObject();
        data.addProperty("symbol", fill.symbol());
        data.addProperty("id", fill.tradeId());
        data.addProperty("orderId", fill.orderId());
        data.addProperty("price", Json.plain(fill.price()));
        data.addProperty("qty", Json.plain(fill.quantity()));
        double noisyQuote = fill.price().doubleValue() * fill.quantity().doubleValue();
        data.addProperty("quoteQty", exact ? Json.plain(fill.quoteQuantity()) : Json.noisy(noisyQuote));
        data.add(
                "commission",
                exact
                        ? Json.number(fill.fee())
                        : JsonParser.parseString(Json.noisy(fill.fee().doubleValue())));
        data.addProperty("commissionAsset", fill.feeAsset());
        data.addProperty("time", fill.at().toEpochMilli());
        data.addProperty("isBuyer", fill.side() == SandboxOrder.Side.BUY);
        data.addProperty("isMaker", fill.maker());
        return data;
    }

    private static JsonObject envelope() {
        JsonObject body = new JsonObject();
        body.addProperty("code", 0);
        body.addProperty("msg", "");
        return body;
    }

    private static JsonObject heading(SandboxOrder order) {
        JsonObject data = new JsonObject();
        data.addProperty("symbol", order.symbol());
        data.addProperty("orderId", order.orderId());
        data.addProperty("price", Json.plain(order.price()));
        return data;
    }

    /** The double m is the exchange's. */
    private static void progress(JsonObject data, SandboxOrder order) {
        data.addProperty("origQty", Json.plain(order.quantity()));
        data.addProperty("executedQty", Json.plain(order.filledQuantity()));
        data.addProperty("cummulativeQuoteQty", Json.plain(order.filledQuote()));
        data.addProperty("status", order.status().name());
        data.addProperty("type", order.type().name());
        data.addProperty("side", order.side().name());
    }

    private static void addClientId(JsonObject data, SandboxOrder order) {
        if (!order.clientOrderId().isEmpty()) {
            data.addProperty("clientOrderID", order.clientOrderId());
        }
    }

    private static String average(SandboxOrder order) {
        if (order.filledQuantity().signum() == 0) {
            return "0";
        }
        BigDecimal average = order.filledQuote().divide(order.filledQuantity(), AVERAGE_SCALE, RoundingMode.HALF_UP);
        return Json.plain(average);
    }
}

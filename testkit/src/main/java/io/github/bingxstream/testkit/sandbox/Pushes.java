package io.github.bingxstream.testkit.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.github.bingxstream.testkit.sandbox.AccountChange.Execution;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** The texts a stream carries from the exchange to the client, before compression. Key order as captured. */
final class Pushes {
    private static final int OK = 0;

    private final Switches switches;

    Pushes(Switches switches) {
        this.switches = switches;
    }

    String executionReport(SpotAccount account, Execution execution, Instant at) {
        SandboxOrder order = execution.order();
        SandboxFill fill = execution.fill();
        BigDecimal zero = BigDecimal.ZERO;
        boolean extras = !switches.isOn(Quirk.PLAIN_REPORTS);
        JsonObject data = new JsonObject();
        if (extras) {
            data.addProperty("u", account.uid());
        }
        data.addProperty("e", "executionReport");
        data.addProperty("E", at.toEpochMilli());
        data.addProperty("s", order.symbol());
        data.addProperty("S", order.side().name());
        data.addProperty("o", order.type().name());
        data.add("q", Json.number(order.quantity()));
        data.add("p", Json.number(order.price()));
        data.addProperty("x", execution.type());
        data.addProperty("X", order.status().name());
        data.addProperty("i", order.orderId());
        data.add("l", Json.number(fill == null ? zero : fill.quantity()));
        data.add("z", Json.number(order.filledQuantity()));
        data.add("L", Json.number(fill == null ? zero : fill.price()));
        data.add("n", Json.number(fill == null ? zero : fill.fee()));
        if (!order.clientOrderId().isEmpty()) {
            data.addProperty("C", order.clientOrderId());
        }
        if (extras) {
            data.addProperty("U", "");
            data.addProperty("mu", Long.toString(account.uid()));
        }
        data.addProperty("N", fill == null ? "" : fill.feeAsset());
        data.addProperty("T", fill == null ? 0 : fill.at().toEpochMilli());
        data.addProperty("t", fill == null ? 0 : fill.tradeId());
        data.addProperty("O", order.createdAt().toEpochMilli());
        data.add("Z", Json.number(order.filledQuote()));
        data.add("Y", Json.number(fill == null ? zero : fill.quoteQuantity()));
        data.add("Q", Json.number(order.quoteQuantity()));
        data.addProperty("m", fill != null && fill.maker());
        if (extras) {
            data.addProperty("A", Json.plain(order.filledQuote()));
            data.addProperty("ws", at.toEpochMilli());
        }
        JsonObject envelope = new JsonObject();
        envelope.addProperty("code", OK);
        envelope.addProperty("dataType", Channel.ORDERS.dataType());
        envelope.add("data", data);
        return envelope.toString();
    }

    String accountUpdate(AccountChange change) {
        JsonArray assets = new JsonArray();
        for (BalanceChange moved : change.balances()) {
            BigDecimal balance = walletBalance(moved.after());
            assets.add(asset(
                    moved.after(), balance.subtract(walletBalance(moved.before())), balance, Json::twentyDecimals));
        }
        long millis = change.at().toEpochMilli();
        JsonObject update = new JsonObject();
        update.addProperty("e", "ACCOUNT_UPDATE");
        // Captures show E rounded to the second beside a T with milliseconds.
        update.addProperty("E", millis / 1000 * 1000);
        update.addProperty("T", millis);
        update.add("a", reasoned(assets, change.reason()));
        return update.toString();
    }

    /** The state after subscribing: no {@code T}, changes of zero. */
    String init(List<SandboxBalance> balances, Instant at) {
        JsonArray assets = new JsonArray();
        for (SandboxBalance balance : balances) {
            if (balance.total().signum() != 0 || !switches.isOn(Quirk.INIT_OMITS_ZEROS)) {
                assets.add(asset(balance, BigDecimal.ZERO, walletBalance(balance), Json::plain));
            }
        }
        JsonObject update = new JsonObject();
        update.addProperty("e", "ACCOUNT_UPDATE");
        update.add("a", reasoned(assets, "INIT"));
        update.addProperty("E", at.toEpochMilli());
        return update.toString();
    }

    String listenKeyExpired(String listenKey, Instant at) {
        JsonObject expired = new JsonObject();
        expired.addProperty("e", "listenKeyExpired");
        expired.addProperty("E", at.toEpochMilli());
        expired.addProperty("listenKey", listenKey);
        return expired.toString();
    }

    String ack(String id, Instant at) {
        JsonObject ack = new JsonObject();
        ack.addProperty("code", OK);
        ack.addProperty("id", id);
        ack.addProperty("msg", "SUCCESS");
        ack.addProperty("timestamp", at.toEpochMilli());
        return ack.toString();
    }

    String refusal(String id, int code, String message) {
        JsonObject refusal = new JsonObject();
        refusal.addProperty("id", id);
        refusal.addProperty("code", code);
        refusal.addProperty("msg", message);
        refusal.addProperty("dataType", "");
        refusal.add("data", JsonNull.INSTANCE);
        return refusal.toString();
    }

    /** The one refusal that carries no id: a client must guess whose it is. */
    String refusalWithoutId(Instant at) {
        JsonObject refusal = new JsonObject();
        refusal.addProperty("code", 100400);
        refusal.addProperty("msg", "");
        refusal.addProperty("timestamp", at.toEpochMilli());
        return refusal.toString();
    }

    private BigDecimal walletBalance(SandboxBalance balance) {
        return switches.isOn(Quirk.WALLET_BALANCE_IS_TOTAL) ? balance.total() : balance.free();
    }

    private static JsonObject asset(SandboxBalance balance, BigDecimal change, BigDecimal wallet, NumberFormat format) {
        JsonObject asset = new JsonObject();
        asset.addProperty("a", balance.asset());
        asset.addProperty("bc", format.text(change));
        asset.addProperty("cw", format.text(wallet));
        asset.addProperty("lk", format.text(balance.locked()));
        asset.addProperty("wb", format.text(wallet));
        return asset;
    }

    private static JsonObject reasoned(JsonArray assets, String reason) {
        JsonObject account = new JsonObject();
        account.add("B", assets);
        account.addProperty("m", reason);
        return account;
    }

    @FunctionalInterface
    private interface NumberFormat {
        String text(BigDecimal value);
    }
}

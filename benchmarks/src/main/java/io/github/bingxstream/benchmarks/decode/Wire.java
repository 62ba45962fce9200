package io.github.bingxstream.benchmarks.decode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.gson.annotations.SerializedName;
import java.math.BigDecimal;
import java.util.List;

/** Messages as most people would bind them: a record for each object, a component for each member that has a meaning. */
final class Wire {

    private Wire() {}

    record OrderMessage(
            @JsonProperty("code") @SerializedName("code") int code,

            @JsonProperty("dataType") @SerializedName("dataType")
            String dataType,

            @JsonProperty("data") @SerializedName("data") Order data) {}

    record Order(
            @JsonProperty("e") @SerializedName("e") String event,
            @JsonProperty("E") @SerializedName("E") long eventTime,
            @JsonProperty("s") @SerializedName("s") String symbol,
            @JsonProperty("S") @SerializedName("S") String side,
            @JsonProperty("o") @SerializedName("o") String type,
            @JsonProperty("q") @SerializedName("q") BigDecimal quantity,
            @JsonProperty("p") @SerializedName("p") BigDecimal price,
            @JsonProperty("x") @SerializedName("x") String execution,
            @JsonProperty("X") @SerializedName("X") String status,
            @JsonProperty("i") @SerializedName("i") String orderId,
            @JsonProperty("C") @SerializedName("C") String clientOrderId,
            @JsonProperty("l") @SerializedName("l") BigDecimal lastFilled,
            @JsonProperty("L") @SerializedName("L") BigDecimal lastPrice,
            @JsonProperty("z") @SerializedName("z") BigDecimal filled,
            @JsonProperty("Z") @SerializedName("Z") BigDecimal filledQuote,
            @JsonProperty("Y") @SerializedName("Y") BigDecimal lastFilledQuote,
            @JsonProperty("Q") @SerializedName("Q") BigDecimal quoteQuantity,
            @JsonProperty("n") @SerializedName("n") BigDecimal fee,
            @JsonProperty("N") @SerializedName("N") String feeAsset,
            @JsonProperty("T") @SerializedName("T") long fillTime,
            @JsonProperty("t") @SerializedName("t") String tradeId,
            @JsonProperty("O") @SerializedName("O") long createTime) {}

    record AccountMessage(
            @JsonProperty("e") @SerializedName("e") String event,
            @JsonProperty("E") @SerializedName("E") long eventTime,
            @JsonProperty("T") @SerializedName("T") long transactionTime,
            @JsonProperty("a") @SerializedName("a") Account account) {}

    record Account(
            @JsonProperty("m") @SerializedName("m") String reason,
            @JsonProperty("B") @SerializedName("B") List<Balance> balances) {}

    record Balance(
            @JsonProperty("a") @SerializedName("a") String asset,
            @JsonProperty("bc") @SerializedName("bc") BigDecimal change,
            @JsonProperty("wb") @SerializedName("wb") BigDecimal walletBalance,
            @JsonProperty("cw") @SerializedName("cw") BigDecimal crossWalletBalance,
            @JsonProperty("lk") @SerializedName("lk") BigDecimal locked) {}

    record Ping(
            @JsonProperty("ping") @SerializedName("ping") String id,
            @JsonProperty("time") @SerializedName("time") String time) {}

    /** Returns what a message is bound to. That it is known beforehand is a present to those who bind. */
    static Class<?> type(Message message) {
        return switch (message) {
            case ORDER_UPDATE -> OrderMessage.class;
            case ACCOUNT_UPDATE, ACCOUNT_UPDATE_200 -> AccountMessage.class;
            case HEARTBEAT -> Ping.class;
        };
    }
}

package io.github.bingxstream.benchmarks.decode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.gson.annotations.SerializedName;
import com.squareup.moshi.Json;
import java.math.BigDecimal;
import java.util.List;

/** Messages as most people would bind them: a record for each object, a component for each member that has a meaning. */
public final class Wire {

    private Wire() {}

    public record OrderMessage(
            @JsonProperty("code") @SerializedName("code") @Json(name = "code")
            int code,

            @JsonProperty("dataType") @SerializedName("dataType") @Json(name = "dataType")
            String dataType,

            @JsonProperty("data") @SerializedName("data") @Json(name = "data")
            Order data) {}

    public record Order(
            @JsonProperty("e") @SerializedName("e") @Json(name = "e")
            String event,

            @JsonProperty("E") @SerializedName("E") @Json(name = "E")
            long eventTime,

            @JsonProperty("s") @SerializedName("s") @Json(name = "s")
            String symbol,

            @JsonProperty("S") @SerializedName("S") @Json(name = "S")
            String side,

            @JsonProperty("o") @SerializedName("o") @Json(name = "o")
            String type,

            @JsonProperty("q") @SerializedName("q") @Json(name = "q")
            BigDecimal quantity,

            @JsonProperty("p") @SerializedName("p") @Json(name = "p")
            BigDecimal price,

            @JsonProperty("x") @SerializedName("x") @Json(name = "x")
            String execution,

            @JsonProperty("X") @SerializedName("X") @Json(name = "X")
            String status,

            @JsonProperty("i") @SerializedName("i") @Json(name = "i")
            String orderId,

            @JsonProperty("C") @SerializedName("C") @Json(name = "C")
            String clientOrderId,

            @JsonProperty("l") @SerializedName("l") @Json(name = "l")
            BigDecimal lastFilled,

            @JsonProperty("L") @SerializedName("L") @Json(name = "L")
            BigDecimal lastPrice,

            @JsonProperty("z") @SerializedName("z") @Json(name = "z")
            BigDecimal filled,

            @JsonProperty("Z") @SerializedName("Z") @Json(name = "Z")
            BigDecimal filledQuote,

            @JsonProperty("Y") @SerializedName("Y") @Json(name = "Y")
            BigDecimal lastFilledQuote,

            @JsonProperty("Q") @SerializedName("Q") @Json(name = "Q")
            BigDecimal quoteQuantity,

            @JsonProperty("n") @SerializedName("n") @Json(name = "n")
            BigDecimal fee,

            @JsonProperty("N") @SerializedName("N") @Json(name = "N")
            String feeAsset,

            @JsonProperty("T") @SerializedName("T") @Json(name = "T")
            long fillTime,

            @JsonProperty("t") @SerializedName("t") @Json(name = "t")
            String tradeId,

            @JsonProperty("O") @SerializedName("O") @Json(name = "O")
            long createTime) {}

    public record AccountMessage(
            @JsonProperty("e") @SerializedName("e") @Json(name = "e")
            String event,

            @JsonProperty("E") @SerializedName("E") @Json(name = "E")
            long eventTime,

            @JsonProperty("T") @SerializedName("T") @Json(name = "T")
            long transactionTime,

            @JsonProperty("a") @SerializedName("a") @Json(name = "a")
            Account account) {}

    public record Account(
            @JsonProperty("m") @SerializedName("m") @Json(name = "m")
            String reason,

            @JsonProperty("B") @SerializedName("B") @Json(name = "B")
            List<Balance> balances) {}

    public record Balance(
            @JsonProperty("a") @SerializedName("a") @Json(name = "a")
            String asset,

            @JsonProperty("bc") @SerializedName("bc") @Json(name = "bc")
            BigDecimal change,

            @JsonProperty("wb") @SerializedName("wb") @Json(name = "wb")
            BigDecimal walletBalance,

            @JsonProperty("cw") @SerializedName("cw") @Json(name = "cw")
            BigDecimal crossWalletBalance,

            @JsonProperty("lk") @SerializedName("lk") @Json(name = "lk")
            BigDecimal locked) {}

    public record Ping(
            @JsonProperty("ping") @SerializedName("ping") @Json(name = "ping")
            String id,

            @JsonProperty("time") @SerializedName("time") @Json(name = "time")
            String time) {}

    /** Returns what a message is bound to. That it is known beforehand is a present to those who bind. */
    static Class<?> type(Message message) {
        return switch (message) {
            case ORDER_UPDATE -> OrderMessage.class;
            case ACCOUNT_UPDATE, ACCOUNT_UPDATE_200 -> AccountMessage.class;
            case HEARTBEAT -> Ping.class;
        };
    }
}

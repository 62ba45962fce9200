package io.github.bingxstream.codec;

import io.github.bingxstream.domain.OpenEnum;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order as REST tells it: by the query, open-orders, history, place, cancel and OCO answers, which spell and omit
 * members each in their own way.
 *
 * <p>Follows the pages "Query order details", "Current Open Orders", "Place order", "Cancel order" and the OCO pages of the
 * spot REST documentation.
 */
final class RestOrder {

    private static final MemberNames NAMES = new MemberNames(
            new String[] {
                "symbol",
                "orderId",
                "clientOrderID",
                "clientOrderId",
                "newClientOrderId",
                "origClientOrderId",
                "price",
                "StopPrice",
                "stopPrice",
                "triggerPrice",
                "origQty",
                "quantity",
                "executedQty",
                "cummulativeQuoteQty",
                "status",
                "type",
                "orderType",
                "side",
                "time",
                "updateTime",
                "transactTime",
                "transactionTime",
                "origQuoteOrderQty"
            },
            // No accessor has a place for these.
            "fee",
            "feeAsset",
            "avgPrice",
            "orderListId");

    private @Nullable Symbol symbol;
    private @Nullable String orderId;
    private @Nullable String clientOrderId;
    private @Nullable BigDecimal price;
    private @Nullable BigDecimal stopPrice;
    private @Nullable BigDecimal quantity;
    private @Nullable BigDecimal quoteQuantity;
    private @Nullable BigDecimal executed;
    private @Nullable BigDecimal executedQuote;
    private @Nullable OpenEnum<OrderStatus> status;
    private @Nullable OpenEnum<OrderType> type;
    private @Nullable OpenEnum<Side> side;
    private @Nullable Instant createTime;
    private @Nullable Instant updateTime;
    private @Nullable Instant transactTime;

    private RestOrder() {}

    /** Reads one order. */
    static Order read(JsonTokens tokens, Texts texts) throws IOException, MalformedException {
        Members members = new Members(tokens, NAMES);
        members.begin();
        RestOrder draft = new RestOrder();
        for (int i = members.next(); i != Members.END; i = members.next()) {
            draft.take(i, members, texts);
        }
        return draft.order(members);
    }

    private void take(int index, Members members, Texts texts) throws IOException {
        switch (index) {
            case 0 -> symbol = members.known(texts.symbols);
            case 1 -> orderId = members.id();
            case 2, 3, 4, 5 -> clientOrderId = first(clientOrderId, members.text());
            case 6 -> price = members.decimal();
            case 7, 8, 9 -> stopPrice = first(stopPrice, Literals.aboveZero(members.decimal()));
            case 10, 11 -> quantity = first(quantity, members.decimal());
            case 12 -> executed = members.decimal();
            case 13 -> executedQuote = members.decimal();
            case 14 -> status = members.known(Texts.STATUSES);
            case 15, 16 -> type = first(type, members.known(Texts.TYPES));
            case 17 -> side = members.known(Texts.SIDES);
            case 18 -> createTime = members.time();
            case 19 -> updateTime = members.time();
            case 20, 21 -> transactTime = first(transactTime, members.time());
            case 22 -> quoteQuantity = Literals.aboveZero(members.decimal());
            default -> throw new IllegalStateException("no such member: " + index);
        }
    }

    private Order order(Members members) throws MalformedException {
        return new Order(
                members.required(symbol, "symbol"),
                Ids.order(members.required(orderId, "orderId"), "orderId"),
                Optional.ofNullable(clientOrderId),
                members.required(side, "side"),
                members.required(type, "type"),
                members.required(status, "status"),
                Optional.ofNullable(price),
                Optional.ofNullable(stopPrice),
                quantity(members),
                Optional.ofNullable(quoteQuantity),
                executed(members),
                Optional.ofNullable(executedQuote),
                Optional.ofNullable(createTime),
                // When the exchange acted on the order; creation is only one way of acting.
                Optional.ofNullable(first(updateTime, transactTime)),
                members.others());
    }

    /** A market buy by amount has no quantity in base units, and an answer may leave out what is zero. */
    private BigDecimal quantity(Members members) throws MalformedException {
        if (quantity == null && quoteQuantity != null) {
            return BigDecimal.ZERO;
        }
        return members.notNegative(quantity, "origQty");
    }

    /**
     * OCO answers say nothing about fills. Where the status settles the matter it is believed: an order with fills would be
     * PARTIALLY_FILLED, one that is FILLED is filled entirely. For any other status the quantity is not known, and zero
     * would be a lie.
     */
    private BigDecimal executed(Members members) throws MalformedException {
        if (executed == null && status != null && !members.others().byName().containsKey("executedQty")) {
            if (status.is(OrderStatus.NEW) || status.is(OrderStatus.PENDING)) {
                return BigDecimal.ZERO;
            }
            if (status.is(OrderStatus.FILLED) && quantity != null && quantity.signum() > 0) {
                return quantity;
            }
        }
        return members.notNegative(executed, "executedQty");
    }

    private static <T> @Nullable T first(@Nullable T a, @Nullable T b) {
        return a != null ? a : b;
    }
}

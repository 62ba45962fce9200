package io.github.bingxstream.codec;

import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.OpenEnum;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code data} of one order event after another. Follows "Order update event" ({@code spot.executionReport}) of the
 * account stream documentation.
 */
final class OrderReport {

    private static final String EVENT = "executionReport";

    // Names differ by case alone: e/E, s/S, t/T, o/O, q/Q, x/X, z/Z, n/N, l/L.
    private static final MemberNames NAMES = new MemberNames(
            new String[] {
                "e", "E", "s", "S", "o", "q", "p", "x", "X", "i", "C", "l", "L", "z", "Z", "Y", "Q", "n", "N", "T", "t",
                "O"
            },
            // Sent, but nowhere explained.
            "m",
            "u",
            "mu",
            "U",
            "A",
            "ws");

    private final Texts texts;
    private final Witness witness;
    private final Members members;

    private @Nullable Instant eventTime;
    private @Nullable Symbol symbol;
    private @Nullable OpenEnum<Side> side;
    private @Nullable OpenEnum<OrderType> type;
    private @Nullable BigDecimal quantity;
    private @Nullable BigDecimal price;
    private @Nullable OpenEnum<ExecutionType> execution;
    private @Nullable OpenEnum<OrderStatus> status;
    private @Nullable String orderId;
    private @Nullable String clientOrderId;
    private @Nullable BigDecimal lastFilled;
    private @Nullable BigDecimal lastPrice;
    private @Nullable BigDecimal filled;
    private @Nullable BigDecimal filledQuote;
    private @Nullable BigDecimal lastFilledQuote;
    private @Nullable BigDecimal quoteQuantity;
    private @Nullable BigDecimal fee;
    private @Nullable Asset feeAsset;
    private @Nullable Instant fillTime;
    private @Nullable String tradeId;
    private @Nullable Instant createTime;

    /** Takes what events are read from, the texts that are known, and the connection that they come in by. */
    OrderReport(JsonTokens tokens, Texts texts, Witness witness) {
        this.texts = texts;
        this.witness = witness;
        this.members = new Members(tokens, NAMES);
    }

    /** Reads the event that comes next; {@code envelope} is what stood around it and is not documented. */
    OrderUpdate read(Moment receivedAt, RawMembers envelope) throws IOException, MalformedException {
        try {
            members.begin();
            for (int i = members.next(); i != Members.END; i = members.next()) {
                take(i);
            }
            members.keepAll("envelope.", envelope);
            return update(receivedAt);
        } finally {
            forget();
        }
    }

    private void take(int index) throws IOException {
        switch (index) {
            case 0 -> members.expect(EVENT);
            case 1 -> eventTime = members.time();
            case 2 -> symbol = members.known(texts.symbols);
            case 3 -> side = members.known(Texts.SIDES);
            case 4 -> type = members.known(Texts.TYPES);
            case 5 -> quantity = members.decimal();
            case 6 -> price = members.decimal();
            case 7 -> execution = members.known(Texts.EXECUTIONS);
            case 8 -> status = members.known(Texts.STATUSES);
            case 9 -> orderId = members.id();
            case 10 -> clientOrderId = members.text();
            case 11 -> lastFilled = members.decimal();
            case 12 -> lastPrice = members.decimal();
            case 13 -> filled = members.decimal();
            case 14 -> filledQuote = members.decimal();
            case 15 -> lastFilledQuote = members.decimal();
            case 16 -> quoteQuantity = Literals.aboveZero(members.decimal());
            case 17 -> fee = members.decimal();
            case 18 -> feeAsset = members.known(texts.assets);
            case 19 -> fillTime = members.time();
            case 20 -> tradeId = members.id();
            case 21 -> createTime = members.time();
            default -> throw new IllegalStateException("no such member: " + index);
        }
    }

    private OrderUpdate update(Moment receivedAt) throws MalformedException {
        Symbol pair = members.required(symbol, "s");
        OrderId id = Ids.order(members.required(orderId, "i"), "i");
        OpenEnum<ExecutionType> happened = members.required(execution, "x");
        Order order = new Order(
                pair,
                id,
                Optional.ofNullable(clientOrderId),
                members.required(side, "S"),
                members.required(type, "o"),
                members.required(status, "X"),
                Optional.ofNullable(price),
                Optional.empty(),
                quantity(),
                Optional.ofNullable(quoteQuantity),
                members.notNegative(filled, "z"),
                Optional.ofNullable(filledQuote),
                Optional.ofNullable(createTime),
                Optional.empty(),
                members.others());
        return new OrderUpdate(witness.origin(eventTime, receivedAt), order, happened, fill(pair, id, happened));
    }

    /** A market buy by amount has no quantity in base units. */
    private BigDecimal quantity() throws MalformedException {
        return quantity == null && quoteQuantity != null ? BigDecimal.ZERO : members.notNegative(quantity, "q");
    }

    /**
     * An execution is a fill when it says TRADE and has a quantity, and also when it says something else but names quantity
     * and trade id: a fill that is told twice has the same ids and is found out, one that is lost is lost for good. Quantity
     * alone is not enough then, for it may be left over from the fill before.
     */
    private Optional<Fill> fill(Symbol pair, OrderId id, OpenEnum<ExecutionType> happened) throws MalformedException {
        boolean traded = happened.is(ExecutionType.TRADE);
        if (lastFilled == null && !traded) {
            return Optional.empty();
        }
        BigDecimal base = members.notNegative(lastFilled, "l");
        Optional<TradeId> trade = Ids.trade(tradeId, "t");
        if (base.signum() == 0 || (!traded && trade.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Fill(
                pair,
                id,
                trade,
                members.required(lastPrice, "L"),
                base,
                Optional.ofNullable(Literals.aboveZero(lastFilledQuote)),
                fee == null ? Optional.empty() : Optional.of(new Fee(fee, Optional.ofNullable(feeAsset))),
                Optional.ofNullable(fillTime),
                Optional.empty(),
                RawMembers.NONE));
    }

    /** Most events have other members than the one before. */
    private void forget() {
        eventTime = null;
        symbol = null;
        side = null;
        type = null;
        quantity = null;
        price = null;
        execution = null;
        status = null;
        orderId = null;
        clientOrderId = null;
        lastFilled = null;
        lastPrice = null;
        filled = null;
        filledQuote = null;
        lastFilledQuote = null;
        quoteQuantity = null;
        fee = null;
        feeAsset = null;
        fillTime = null;
        tradeId = null;
        createTime = null;
    }
}

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

/**
 * The {@code data} of one order event after another. Follows "Order update event" ({@code spot.executionReport}) of the
 * account stream documentation.
 */
final class OrderReport {

    private static final KnownTexts<String> EVENT = KnownTexts.only("executionReport");

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

    /** Takes what events are read from, the texts that are known, and the connection that they come in by. */
    OrderReport(JsonTokens tokens, Texts texts, Witness witness) {
        this.texts = texts;
        this.witness = witness;
        this.members = new Members(tokens, NAMES);
    }

    /** Reads the event that comes next; {@code envelope} is what stood around it and is not documented. */
    OrderUpdate read(Moment receivedAt, RawMembers envelope) throws IOException, MalformedException {
        // Fields of this report would be written for every message, and each time the collector would have to be told.
        Instant eventTime = null;
        Symbol symbol = null;
        OpenEnum<Side> side = null;
        OpenEnum<OrderType> type = null;
        BigDecimal quantity = null;
        Optional<BigDecimal> price = Optional.empty();
        OpenEnum<ExecutionType> execution = null;
        OpenEnum<OrderStatus> status = null;
        OrderId orderId = null;
        Optional<String> clientOrderId = null;
        BigDecimal lastFilled = null;
        Optional<BigDecimal> lastPrice = Optional.empty();
        BigDecimal filled = null;
        Optional<BigDecimal> filledQuote = Optional.empty();
        Optional<BigDecimal> lastFilledQuote = Optional.empty();
        Optional<BigDecimal> quoteQuantity = Optional.empty();
        BigDecimal fee = null;
        Optional<Asset> feeAsset = Optional.empty();
        Instant fillTime = null;
        String tradeId = null;
        Optional<Instant> createTime = Optional.empty();
        members.begin();
        for (int i = members.next(); i != Members.END; i = members.next()) {
            switch (i) {
                case 0 -> members.expect(EVENT);
                case 1 -> eventTime = members.time();
                case 2 -> symbol = members.known(texts.symbols);
                case 3 -> side = members.known(Texts.SIDES);
                case 4 -> type = members.known(Texts.TYPES);
                // What is alike is read in one place: the compiler copies what reads it, and stops copying where a
                // method becomes too large.
                case 5, 11, 13 -> {
                    BigDecimal base = members.decimal(texts.quantities);
                    switch (i) {
                        case 5 -> quantity = base;
                        case 11 -> lastFilled = base;
                        default -> filled = base;
                    }
                }
                case 6, 12, 14, 15, 16 -> {
                    Optional<BigDecimal> quote = members.given(texts.amounts);
                    switch (i) {
                        case 6 -> price = quote;
                        case 12 -> lastPrice = quote;
                        case 14 -> filledQuote = quote;
                        case 15 -> lastFilledQuote = quote;
                        default -> quoteQuantity = quote;
                    }
                }
                case 7 -> execution = members.known(Texts.EXECUTIONS);
                case 8 -> status = members.known(Texts.STATUSES);
                case 9 -> orderId = members.id(texts.orderIds);
                case 10 -> clientOrderId = members.text(texts.clientOrderIds);
                case 17 -> fee = members.decimal();
                case 18 -> feeAsset = members.given(texts.feeAssets);
                case 19 -> fillTime = members.time();
                case 20 -> tradeId = members.id();
                case 21 -> createTime = members.time(texts.times);
                default -> throw new IllegalStateException("no such member: " + i);
            }
        }
        members.keepAll("envelope.", envelope);
        Symbol pair = members.required(symbol, "s");
        OrderId id = members.required(orderId, "i");
        OpenEnum<ExecutionType> happened = members.required(execution, "x");
        Optional<BigDecimal> amount = aboveZero(quoteQuantity);
        Order order = new Order(
                pair,
                id,
                clientOrderId == null ? Optional.empty() : clientOrderId,
                members.required(side, "S"),
                members.required(type, "o"),
                members.required(status, "X"),
                price,
                Optional.empty(),
                // A market buy by amount has no quantity in base units.
                quantity == null && amount.isPresent() ? BigDecimal.ZERO : members.notNegative(quantity, "q"),
                amount,
                members.notNegative(filled, "z"),
                filledQuote,
                createTime,
                Optional.empty(),
                members.others());
        Optional<Fill> fill = Optional.empty();
        boolean traded = happened.is(ExecutionType.TRADE);
        if (traded || lastFilled != null) {
            BigDecimal base = members.notNegative(lastFilled, "l");
            Optional<TradeId> trade = Ids.trade(tradeId, "t");
            if (isFill(traded, base, trade)) {
                fill = Optional.of(new Fill(
                        pair,
                        id,
                        trade,
                        members.required(lastPrice.orElse(null), "L"),
                        base,
                        aboveZero(lastFilledQuote),
                        fee == null ? Optional.empty() : Optional.of(new Fee(fee, feeAsset)),
                        Optional.ofNullable(fillTime),
                        Optional.empty(),
                        RawMembers.NONE));
            }
        }
        return new OrderUpdate(witness.origin(eventTime, receivedAt), order, happened, fill);
    }

    /**
     * An execution is a fill when it says TRADE and has a quantity, and also when it says something else but names quantity
     * and trade id: a fill that is told twice has the same ids and is found out, one that is lost is lost for good. Quantity
     * alone is not enough then, for it may be left over from the fill before.
     */
    private static boolean isFill(boolean traded, BigDecimal quantity, Optional<TradeId> trade) {
        return quantity.signum() > 0 && (traded || trade.isPresent());
    }

    /** Returns an amount, or empty for what the exchange writes when there is none. */
    private static Optional<BigDecimal> aboveZero(Optional<BigDecimal> amount) {
        return amount.isPresent() && amount.get().signum() > 0 ? amount : Optional.empty();
    }
}

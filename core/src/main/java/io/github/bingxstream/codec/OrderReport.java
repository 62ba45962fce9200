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

    // In the order in which the exchange sends them. Names differ by case alone: e/E, s/S, t/T, o/O, q/Q, x/X, z/Z,
    // n/N, l/L.
    private static final MemberNames NAMES = new MemberNames(
            new String[] {
                "e", "E", "s", "S", "o", "q", "p", "x", "X", "i", "l", "z", "L", "n", "C", "N", "T", "t", "O", "Z", "Y",
                "Q"
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
        int i = members.next();
        // Once through is enough for members in the order of the names above, in which they come. Else it takes more
        // rounds, each of which takes one member at least. Behind a switch the processor would guess anew for each.
        while (i != Members.END) {
            int before = i;
            if (i == 0) {
                members.expect(EVENT);
                i = members.next();
            }
            if (i == 1) {
                eventTime = members.time();
                i = members.next();
            }
            if (i == 2) {
                symbol = members.known(texts.symbols);
                i = members.next();
            }
            if (i == 3) {
                side = members.known(Texts.SIDES);
                i = members.next();
            }
            if (i == 4) {
                type = members.known(Texts.TYPES);
                i = members.next();
            }
            if (i == 5) {
                quantity = members.decimal(texts.quantities);
                i = members.next();
            }
            if (i == 6) {
                price = members.given(texts.amounts);
                i = members.next();
            }
            if (i == 7) {
                execution = members.known(Texts.EXECUTIONS);
                i = members.next();
            }
            if (i == 8) {
                status = members.known(Texts.STATUSES);
                i = members.next();
            }
            if (i == 9) {
                orderId = members.id(texts.orderIds);
                i = members.next();
            }
            if (i == 10) {
                lastFilled = members.decimal(texts.quantities);
                i = members.next();
            }
            if (i == 11) {
                filled = members.decimal(texts.quantities);
                i = members.next();
            }
            if (i == 12) {
                lastPrice = members.given(texts.amounts);
                i = members.next();
            }
            if (i == 13) {
                fee = members.decimal();
                i = members.next();
            }
            if (i == 14) {
                clientOrderId = members.text(texts.clientOrderIds);
                i = members.next();
            }
            if (i == 15) {
                feeAsset = members.given(texts.feeAssets);
                i = members.next();
            }
            if (i == 16) {
                fillTime = members.time();
                i = members.next();
            }
            if (i == 17) {
                tradeId = members.id();
                i = members.next();
            }
            if (i == 18) {
                createTime = members.time(texts.times);
                i = members.next();
            }
            if (i == 19) {
                filledQuote = members.given(texts.amounts);
                i = members.next();
            }
            if (i == 20) {
                lastFilledQuote = members.given(texts.amounts);
                i = members.next();
            }
            if (i == 21) {
                quoteQuantity = members.given(texts.amounts);
                i = members.next();
            }
            // No member comes twice.
            if (i == before) {
                throw new IllegalStateException("no such member: " + i);
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

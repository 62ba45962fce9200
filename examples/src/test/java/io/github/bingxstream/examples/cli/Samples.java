package io.github.bingxstream.examples.cli;

import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderId;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.Symbol;
import io.github.bingxstream.domain.TradeId;
import io.github.bingxstream.domain.UpdateReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events made by hand. */
final class Samples {

    static final Origin ORIGIN = new Origin(
            Provenance.STREAM, 3, "0a1b2c3d", Optional.of(Instant.ofEpochMilli(1720876278637L)), new Moment(5));
    static final Origin TIMELESS = new Origin(Provenance.DERIVED, 3, "0a1b2c3d", Optional.empty(), new Moment(5));

    static final Origin REPAIRED = new Origin(Provenance.REST, 3, "", Optional.empty(), new Moment(5));

    private Samples() {}

    static Order order(String symbol, Optional<String> clientOrderId, Optional<BigDecimal> price, String filled) {
        return new Order(
                new Symbol(symbol),
                new OrderId("1812112568701845504"),
                clientOrderId,
                Side.of("BUY"),
                OrderType.of("LIMIT"),
                OrderStatus.of("PARTIALLY_FILLED"),
                price,
                Optional.empty(),
                new BigDecimal("1E+3"),
                Optional.empty(),
                new BigDecimal(filled),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RawMembers.NONE);
    }

    /** Every member is there. */
    static OrderUpdate fillOf(String symbol) {
        Order order = order(
                symbol,
                Optional.of("scalping_1"),
                Optional.of(new BigDecimal("0.00000000000000000001")),
                "500.00000000000000000001");
        Fill fill = new Fill(
                order.symbol(),
                order.orderId(),
                Optional.of(new TradeId("38259147")),
                new BigDecimal("1.23E-5"),
                new BigDecimal("1.5E+2"),
                Optional.empty(),
                Optional.of(new Fee(new BigDecimal("-8.02E-8"), Optional.of(new Asset("MØTH")))),
                Optional.empty(),
                Optional.empty(),
                RawMembers.NONE);
        return new OrderUpdate(ORIGIN, order, ExecutionType.of("TRADE"), Optional.of(fill));
    }

    static Order typed(Order order, String side, String type) {
        return new Order(
                order.symbol(),
                order.orderId(),
                order.clientOrderId(),
                Side.of(side),
                OrderType.of(type),
                order.status(),
                order.price(),
                order.stopPrice(),
                order.quantity(),
                order.quoteQuantity(),
                order.cumulativeFilledQuantity(),
                order.cumulativeFilledQuoteQuantity(),
                order.createTime(),
                order.updateTime(),
                order.raw());
    }

    /** As told later, by REST. */
    static OrderUpdate repairedFillOf(String symbol) {
        OrderUpdate update = fillOf(symbol);
        Origin origin = new Origin(Provenance.REST, 3, "", ORIGIN.eventTime(), new Moment(5));
        return new OrderUpdate(origin, update.order(), update.executionType(), update.fill());
    }

    /** Everything is absent that can be. */
    static OrderUpdate barest() {
        return new OrderUpdate(
                TIMELESS,
                order("BTC-USDT", Optional.empty(), Optional.empty(), "0"),
                ExecutionType.of("HITHERTO_UNKNOWN"),
                Optional.empty());
    }

    /** A fill of which the exchange said no more than price and quantity. */
    static OrderUpdate bareFill() {
        OrderUpdate update = fillOf("BTC-USDT");
        Fill fill = new Fill(
                update.symbol(),
                update.orderId(),
                Optional.empty(),
                BigDecimal.ONE,
                BigDecimal.TEN,
                Optional.empty(),
                Optional.of(new Fee(BigDecimal.ZERO, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                RawMembers.NONE);
        return new OrderUpdate(update.origin(), update.order(), update.executionType(), Optional.of(fill));
    }

    static AccountUpdate update(BalanceChange... changes) {
        return new AccountUpdate(ORIGIN, UpdateReason.of("ORDER"), Optional.empty(), List.of(changes), RawMembers.NONE);
    }

    static BalanceChange change(String asset, String change, Optional<BigDecimal> cross, Optional<BigDecimal> locked) {
        return new BalanceChange(
                new Asset(asset),
                new BigDecimal(change),
                new BigDecimal("1.234567E+6"),
                cross,
                locked,
                RawMembers.NONE);
    }
}

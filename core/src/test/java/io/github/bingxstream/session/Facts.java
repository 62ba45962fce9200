package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
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

/** What plays are about: orders to buy 10 BTC, their fills, and balances. */
final class Facts {

    static final Symbol BTC = new Symbol("BTC-USDT");

    private Facts() {}

    static Order order(String id, String status, String filled, Instant time) {
        return order(BTC, id, status, filled, time, time);
    }

    static Order order(Symbol symbol, String id, String status, String filled, Instant created, Instant updated) {
        return new Order(
                symbol,
                new OrderId(id),
                Optional.empty(),
                Side.of("BUY"),
                OrderType.of("LIMIT"),
                OrderStatus.of(status),
                Optional.of(BigDecimal.ONE),
                Optional.empty(),
                BigDecimal.TEN,
                Optional.empty(),
                new BigDecimal(filled),
                Optional.empty(),
                Optional.of(created),
                Optional.of(updated),
                RawMembers.NONE);
    }

    static Fill fill(String order, String trade, String quantity, Instant time) {
        return fill(BTC, order, Optional.of(new TradeId(trade)), quantity, time);
    }

    static Fill fill(Symbol symbol, String order, Optional<TradeId> trade, String quantity, Instant time) {
        return new Fill(
                symbol,
                new OrderId(order),
                trade,
                BigDecimal.ONE,
                new BigDecimal(quantity),
                Optional.empty(),
                Optional.of(new Fee(BigDecimal.ONE, Optional.of(new Asset("BNB")))),
                Optional.of(time),
                Optional.empty(),
                RawMembers.NONE);
    }

    /** The stream tells how an order stands. */
    static OrderUpdate update(Order order) {
        return new OrderUpdate(
                origin(order.updateTime().get()),
                order,
                ExecutionType.of(order.status().text()),
                Optional.empty());
    }

    /** The stream tells of a fill, and how the order stands after it. */
    static OrderUpdate trade(Order order, Fill fill) {
        return new OrderUpdate(origin(fill.time().get()), order, ExecutionType.of("TRADE"), Optional.of(fill));
    }

    static OrderUpdate trade(String id, String status, String filled, String trade, String quantity, Instant time) {
        return trade(order(id, status, filled, time), fill(id, trade, quantity, time));
    }

    static AccountUpdate moved(UpdateReason reason, String asset, String change, Instant time) {
        BalanceChange each = new BalanceChange(
                new Asset(asset),
                new BigDecimal(change),
                BigDecimal.TEN,
                Optional.empty(),
                Optional.empty(),
                RawMembers.NONE);
        return new AccountUpdate(
                origin(time), UpdateReason.of(reason.name()), Optional.of(time), List.of(each), RawMembers.NONE);
    }

    static Balance balance(String asset, String free) {
        return balance(asset, free, "0");
    }

    static Balance balance(String asset, String free, String locked) {
        return new Balance(
                new Asset(asset),
                Optional.of(new BigDecimal(free)),
                Optional.of(new BigDecimal(locked)),
                Optional.empty(),
                Optional.empty(),
                RawMembers.NONE);
    }

    private static Origin origin(Instant time) {
        return new Origin(Provenance.STREAM, 1, "f", Optional.of(time), new Moment(0));
    }
}

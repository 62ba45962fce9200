package io.github.bingxstream.benchmarks.step;

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

/** Facts about an account, as the decoder makes them: orders to buy 2.5, on four pairs in turn. */
final class Facts {

    private static final String[] BASES = {"BTC", "ETH", "LTC", "SUI"};
    private static final BigDecimal QUANTITY = new BigDecimal("2.5");

    private Facts() {}

    static OrderUpdate placed(int order, Instant time) {
        return update(order, OrderStatus.NEW, BigDecimal.ZERO, time, Optional.empty());
    }

    static OrderUpdate cancelled(int order, Instant time) {
        return update(order, OrderStatus.CANCELED, BigDecimal.ZERO, time, Optional.empty());
    }

    static OrderUpdate filledInPart(int order, Instant time) {
        BigDecimal part = new BigDecimal("1.5");
        return update(order, OrderStatus.PARTIALLY_FILLED, part, time, Optional.of(fill(order, "1", part, time)));
    }

    /** What fills the rest of an order that was filled in part. */
    static OrderUpdate filledUp(int order, Instant time) {
        Fill rest = fill(order, "2", new BigDecimal("1.0"), time);
        return update(order, OrderStatus.FILLED, QUANTITY, time, Optional.of(rest));
    }

    static OrderUpdate filled(int order, Instant time) {
        return update(order, OrderStatus.FILLED, QUANTITY, time, Optional.of(fill(order, "1", QUANTITY, time)));
    }

    /** Two assets that an order moved. */
    static AccountUpdate moved(int order, Instant time) {
        return new AccountUpdate(
                origin(time),
                UpdateReason.of(UpdateReason.ORDER.name()),
                Optional.of(time),
                List.of(change(BASES[order % BASES.length], "2.5", order), change("USDT", "-100.25", order)),
                RawMembers.NONE);
    }

    private static BalanceChange change(String asset, String by, int order) {
        return new BalanceChange(
                new Asset(asset),
                new BigDecimal(by),
                new BigDecimal(1_000 + order + ".25"),
                Optional.empty(),
                Optional.empty(),
                RawMembers.NONE);
    }

    private static OrderUpdate update(
            int order, OrderStatus status, BigDecimal filled, Instant time, Optional<Fill> fill) {
        Order standing = new Order(
                symbol(order),
                orderId(order),
                Optional.of("desk7-" + order),
                Side.of(Side.BUY.name()),
                OrderType.of(OrderType.LIMIT.name()),
                OrderStatus.of(status.name()),
                Optional.of(new BigDecimal("40.1")),
                Optional.empty(),
                QUANTITY,
                Optional.empty(),
                filled,
                Optional.empty(),
                Optional.of(time),
                Optional.empty(),
                RawMembers.NONE);
        String execution = fill.isPresent() ? ExecutionType.TRADE.name() : status.name();
        return new OrderUpdate(origin(time), standing, ExecutionType.of(execution), fill);
    }

    private static Fill fill(int order, String trade, BigDecimal quantity, Instant time) {
        return new Fill(
                symbol(order),
                orderId(order),
                Optional.of(new TradeId(order + "0" + trade)),
                new BigDecimal("40.1"),
                quantity,
                Optional.empty(),
                Optional.of(new Fee(new BigDecimal("0.0025"), Optional.of(new Asset(BASES[order % BASES.length])))),
                Optional.of(time),
                Optional.empty(),
                RawMembers.NONE);
    }

    private static Symbol symbol(int order) {
        return new Symbol(BASES[order % BASES.length] + "-USDT");
    }

    private static OrderId orderId(int order) {
        return new OrderId(Long.toString(1_812_112_568_701_845_504L + 104_729L * order));
    }

    private static Origin origin(Instant time) {
        return new Origin(Provenance.STREAM, 1, "f", Optional.of(time), new Moment(0));
    }
}

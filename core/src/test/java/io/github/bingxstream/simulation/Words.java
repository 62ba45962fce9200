package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderType;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Side;
import io.github.bingxstream.domain.UpdateReason;
import io.github.bingxstream.simulation.SimulatedOrder.SimulatedFill;
import io.github.bingxstream.simulation.SimulatedOrder.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The truth in the words of the domain, as the codec would have decoded them. */
final class Words {

    private final Switches switches;

    Words(Switches switches) {
        this.switches = switches;
    }

    /** Puts an event into the words of the socket that tells it. */
    interface Told {
        AccountEvent by(Origin origin);
    }

    static Origin origin(long epoch, String keyFingerprint, long eventAt, Moment receivedAt) {
        return new Origin(Provenance.STREAM, epoch, keyFingerprint, Optional.of(Agenda.instant(eventAt)), receivedAt);
    }

    Told orderUpdate(SimulatedOrder order, Version version) {
        Order told = order(order, version, false);
        Optional<Fill> fill = version.fill().map(this::fill);
        return origin -> new OrderUpdate(
                origin, told, ExecutionType.of(version.execution().name()), fill);
    }

    Told accountUpdate(UpdateReason reason, long at, List<Trader.Move> moves) {
        List<BalanceChange> changes = new ArrayList<>(moves.size());
        for (Trader.Move move : moves) {
            BigDecimal wallet = wallet(move.after());
            changes.add(new BalanceChange(
                    new Asset(move.asset()),
                    amount(switches.walletIsTotal() ? move.free() + move.locked() : move.free()),
                    wallet,
                    Optional.of(wallet),
                    Optional.of(amount(move.after().locked())),
                    RawMembers.NONE));
        }
        Optional<Instant> time = Optional.of(Agenda.instant(at));
        return origin -> new AccountUpdate(origin, UpdateReason.of(reason.name()), time, changes, RawMembers.NONE);
    }

    Told initialSnapshot(Books books) {
        List<Balance> balances = new ArrayList<>();
        books.holdings()
                .forEach((asset, holding) -> balances.add(new Balance(
                        new Asset(asset),
                        Optional.empty(),
                        Optional.of(amount(holding.locked())),
                        Optional.of(wallet(holding)),
                        Optional.of(wallet(holding)),
                        RawMembers.NONE)));
        return origin -> new AccountSnapshot(origin, Optional.of(balances), Optional.empty(), RawMembers.NONE);
    }

    List<Balance> restBalances(Books books) {
        List<Balance> balances = new ArrayList<>();
        books.holdings()
                .forEach((asset, holding) -> balances.add(new Balance(
                        new Asset(asset),
                        Optional.of(amount(holding.free())),
                        Optional.of(amount(holding.locked())),
                        Optional.empty(),
                        Optional.empty(),
                        RawMembers.NONE)));
        return balances;
    }

    Order restOrder(SimulatedOrder order, Version version) {
        return order(order, version, true);
    }

    private Order order(SimulatedOrder order, Version version, boolean rest) {
        return new Order(
                order.symbol(),
                order.id(),
                Optional.of(order.clientId()),
                Side.of(order.side().name()),
                OrderType.of(order.type().name()),
                OrderStatus.of(version.status().name()),
                Optional.of(BigDecimal.valueOf(order.price(), 2)),
                Optional.empty(),
                Progress.quantity(order.lots()),
                Optional.of(BigDecimal.ZERO),
                Progress.quantity(version.filled()),
                Optional.of(amount(version.quote())),
                Optional.of(time(order.createdAt(), rest)),
                Optional.of(time(version.at(), rest)),
                RawMembers.NONE);
    }

    Fill fill(SimulatedFill fill) {
        boolean buys = fill.order().side() == Side.BUY;
        String base = fill.order().symbol().base();
        return new Fill(
                fill.order().symbol(),
                fill.order().id(),
                Optional.of(fill.tradeId()),
                BigDecimal.valueOf(fill.price(), 2),
                Progress.quantity(fill.lots()),
                Optional.of(amount(fill.quote())),
                Optional.of(new Fee(
                        buys ? amount(-(fill.lots() / 10)) : amount(-(fill.quote() / 1000)),
                        Optional.of(new Asset(buys ? base : "USDT")))),
                Optional.of(Agenda.instant(fill.at())),
                Optional.of(fill.maker()),
                RawMembers.NONE);
    }

    private Instant time(long at, boolean rest) {
        return Agenda.instant(rest && switches.roundsTimes() ? at - at % Agenda.SECONDS : at);
    }

    private BigDecimal wallet(Books.Holding holding) {
        return amount(switches.walletIsTotal() ? holding.free() + holding.locked() : holding.free());
    }

    private static BigDecimal amount(long units) {
        return BigDecimal.valueOf(units, 5);
    }
}

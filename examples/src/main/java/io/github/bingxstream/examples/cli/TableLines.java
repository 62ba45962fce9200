package io.github.bingxstream.examples.cli;

import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lines for people, in columns. Times are local. */
final class TableLines implements Lines {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Override
    public String order(OrderUpdate update) {
        String side = update.order().side().text() + " " + update.order().type().text();
        String filled = plain(update.cumulativeFilledQuantity()) + "/"
                + plain(update.order().quantity());
        String price = update.order().price().map(value -> " @ " + plain(value)).orElse("");
        return oneLine(String.format(
                Locale.ROOT,
                "%-12s  %-12s  %-14s  %-21s  %-16s  %s%s%s  #%s%s",
                time(update.origin()),
                kind("order", update.origin()),
                update.symbol(),
                side,
                update.status(),
                filled,
                price,
                update.fill().map(TableLines::fill).orElse(""),
                update.orderId(),
                update.order().clientOrderId().map(id -> " (" + id + ")").orElse("")));
    }

    private static String fill(Fill fill) {
        String fee = fill.fee().map(TableLines::fee).orElse("");
        return "  filled " + plain(fill.quantity()) + " @ " + plain(fill.price()) + fee;
    }

    private static String fee(Fee fee) {
        return ", fee " + plain(fee.amount())
                + fee.asset().map(asset -> " " + asset).orElse("");
    }

    @Override
    public String balance(AccountUpdate update, BalanceChange change) {
        String sign = change.change().signum() > 0 ? "+" : "";
        String locked = change.locked().map(value -> "  locked " + plain(value)).orElse("");
        return oneLine(String.format(
                Locale.ROOT,
                "%-12s  %-12s  %-14s  %-21s  %-16s  %s%s",
                time(update.origin()),
                kind("balance", update.origin()),
                change.asset(),
                update.reason(),
                sign + plain(change.change()),
                plain(change.walletBalance()),
                locked));
    }

    @Override
    public String snapshot(AccountSnapshot snapshot, Filter filter) {
        StringBuilder line = new StringBuilder();
        for (Balance balance : snapshot.balances().orElse(List.of())) {
            if (filter.shows(balance.asset())) {
                Optional<BigDecimal> amount =
                        balance.walletBalance().isPresent() ? balance.walletBalance() : balance.free();
                line.append("  ")
                        .append(balance.asset())
                        .append(' ')
                        .append(amount.map(TableLines::plain).orElse("?"));
            }
        }
        snapshot.openOrders().ifPresent(orders -> line.append("  ").append(count(orders, filter)));
        return line.isEmpty()
                ? ""
                : oneLine(String.format(
                        Locale.ROOT,
                        "%-12s  %-12s%s",
                        time(snapshot.origin()),
                        kind("snapshot", snapshot.origin()),
                        line));
    }

    private static String count(List<Order> orders, Filter filter) {
        long count =
                orders.stream().filter(order -> filter.shows(order.symbol())).count();
        return count == 1 ? "1 open order" : count + " open orders";
    }

    /** What was learned later, by asking, is not to be taken for what the stream told in time. */
    private static String kind(String kind, Origin origin) {
        return origin.provenance() == Provenance.REST ? kind + " (REST)" : kind;
    }

    @Override
    public String unrecognized(Unrecognized message) {
        return oneLine(String.format(
                Locale.ROOT,
                "%-12s  %-12s  %s",
                time(message.origin()),
                kind("unknown", message.origin()),
                message.message()));
    }

    @Override
    public String notice(StreamNotice notice) {
        return "";
    }

    @Override
    public Optional<String> remark(StreamNotice notice) {
        return notice.match(new Remarks());
    }

    /** What the exchange says may have line ends in it, and worse: a terminal obeys some control characters. */
    private static String oneLine(String line) {
        return line.replaceAll("\\p{Cntrl}+", " ").stripTrailing();
    }

    private static String time(Origin origin) {
        return origin.eventTime().map(TIME::format).orElse("");
    }

    private static String plain(BigDecimal decimal) {
        BigDecimal shortest = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        return shortest.toPlainString();
    }
}

package io.github.bingxstream.codec;

import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderUpdate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events in one line each, with a dash for what is empty, to be compared with what a human reads in a payload. */
final class Summaries {

    private Summaries() {}

    static String update(OrderUpdate update) {
        Order it = update.order();
        return it.symbol() + " " + it.side() + " " + it.type() + " " + update.executionType() + " "
                + it.status() + " " + it.orderId() + " "
                + it.clientOrderId().orElse("-") + " q"
                + it.quantity().toPlainString() + " p" + plain(it.price()) + " Q"
                + plain(it.quoteQuantity()) + " z"
                + it.cumulativeFilledQuantity().toPlainString() + " Z"
                + plain(it.cumulativeFilledQuoteQuantity()) + " E"
                + millis(update.origin().eventTime()) + " O" + millis(it.createTime());
    }

    static String update(AccountUpdate update) {
        return update.reason() + " E" + millis(update.origin().eventTime()) + " T"
                + millis(update.transactionTime())
                + update.changes().stream()
                        .map(change -> " " + change.asset() + " bc"
                                + change.change().toPlainString() + " wb"
                                + change.walletBalance().toPlainString() + " cw"
                                + plain(change.crossWalletBalance()) + " lk" + plain(change.locked()))
                        .collect(Collectors.joining());
    }

    static String order(Order it) {
        return it.symbol() + " " + it.side() + " " + it.type() + " " + it.status() + " " + it.orderId() + " "
                + it.clientOrderId().orElse("-") + " q" + it.quantity().toPlainString() + " p" + plain(it.price())
                + " stop" + plain(it.stopPrice()) + " Q" + plain(it.quoteQuantity()) + " z"
                + it.cumulativeFilledQuantity().toPlainString() + " Z" + plain(it.cumulativeFilledQuoteQuantity())
                + " C" + millis(it.createTime()) + " U" + millis(it.updateTime()) + " " + raw(it);
    }

    static String fill(Optional<Fill> fill) {
        return fill.map(it -> it.tradeId().orElseThrow() + " " + it.quantity().toPlainString() + "@"
                        + it.price().toPlainString() + " Y" + plain(it.quoteQuantity()) + " n"
                        + it.fee().orElseThrow().amount().toPlainString() + " "
                        + it.fee().orElseThrow().asset().orElseThrow() + " T" + millis(it.time()))
                .orElse("-");
    }

    static String raw(Order order) {
        return order.raw().byName().entrySet().stream()
                .map(member -> member.getKey() + "=" + member.getValue())
                .collect(Collectors.joining(" "));
    }

    static String plain(Optional<BigDecimal> value) {
        return value.map(BigDecimal::toPlainString).orElse("-");
    }

    static String millis(Optional<Instant> time) {
        return time.map(it -> String.valueOf(it.toEpochMilli())).orElse("-");
    }
}

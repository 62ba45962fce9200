package io.github.bingxstream.examples.proof;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Unrecognized;
import io.github.bingxstream.port.EventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A sink that writes down what it is told, without what another run of the same must tell otherwise: ids, for which a replay
 * has pseudonyms, and how long things took to the nanosecond.
 */
final class Transcript implements EventSink {

    private final List<String> lines = new ArrayList<>();
    private final List<String> fills = new ArrayList<>();

    @Override
    public synchronized void event(AccountEvent event) {
        lines.add(event.match(new Words()));
        if (event instanceof OrderUpdate update) {
            update.fill()
                    .ifPresent(fill -> fills.add(fill.time().orElseThrow() + " " + fill.symbol() + " "
                            + fill.quantity().toPlainString() + " for "
                            + fill.price().toPlainString()));
        }
    }

    @Override
    public synchronized void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.GapOpened gap) {
            lines.add("opened " + gap.gap() + " " + gap.reason());
        } else if (notice instanceof StreamNotice.GapClosed gap) {
            lines.add("closed " + gap.gap() + " " + gap.reason() + ", repaired " + gap.repairedFills() + " fills and "
                    + gap.repairedOrders() + " orders");
        } else if (notice instanceof StreamNotice.Quarantined quarantined) {
            lines.add("quarantined in " + quarantined.epoch());
        } else if (notice instanceof StreamNotice.Disconnected disconnected) {
            lines.add("disconnected " + disconnected.epoch() + " " + disconnected.reason());
        } else {
            lines.add(notice.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    private static final class Words implements AccountEvent.Cases<String> {

        @Override
        public String orderUpdate(OrderUpdate update) {
            return "order " + update.symbol() + " " + update.order().side() + " " + update.status() + " "
                    + update.cumulativeFilledQuantity().toPlainString() + " of "
                    + update.order().quantity().toPlainString() + " at "
                    + update.order().price().orElse(null)
                    + update.fill()
                            .map(fill -> ", filled " + fill.quantity() + " for " + fill.price())
                            .orElse("") + " "
                    + update.order()
                            .clientOrderId()
                            .map(id -> id.contains("ping") ? "ping" : "silent")
                            .orElse("-")
                    + " " + update.origin().eventTime().orElse(null) + " "
                    + update.origin().provenance();
        }

        @Override
        public String accountUpdate(AccountUpdate update) {
            return "update " + update.reason() + " "
                    + update.changes().stream()
                            .map(change ->
                                    change.asset() + " " + change.change().toPlainString() + " to "
                                            + change.walletBalance().toPlainString())
                            .toList()
                    + " " + update.origin().provenance();
        }

        @Override
        public String accountSnapshot(AccountSnapshot snapshot) {
            return "snapshot "
                    + snapshot.balances()
                            .map(all -> all.stream()
                                    .map(each ->
                                            each.asset() + " " + each.free().orElse(null) + " "
                                                    + each.locked().orElse(null))
                                    .toList()
                                    .toString())
                            .orElse("of no balances")
                    + " " + snapshot.openOrders().map(List::size).orElse(-1) + " "
                    + snapshot.origin().provenance();
        }

        @Override
        public String unrecognized(Unrecognized message) {
            return "unrecognized " + message.kind();
        }
    }

    /** The fills by what a capture keeps of them, in the order of their time. */
    synchronized List<String> fills() {
        return fills.stream().sorted().toList();
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}

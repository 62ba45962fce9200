package io.github.bingxstream.session;

import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import io.vavr.collection.HashMap;
import io.vavr.collection.HashSet;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One round of questions to REST, asked one at a time, and what was answered so far. A repair and an audit ask the same.
 *
 * <p>The order matters. Open orders are asked for before those that are done, so that one that ends meanwhile is in one of the
 * lists; fills before them, so that an order is at least as new as the fills it explains; balances come last, so that few
 * pushes come between the answer and its delivery.
 *
 * @param startedAt when it was begun: what it tells is at least as new, less REST's lag
 * @param from the exchange's time from which on fills and closed orders are asked for
 * @param to until when
 * @param cut whether there are more fills than one round takes, so that it ends at {@code to} and another one follows
 * @param open the open orders
 * @param closed the orders that are done
 * @param fills the fills, those of single orders among them
 * @param singles orders that were asked for one by one; empty where the exchange knows none
 * @param summed orders whose fills were asked for one by one
 * @param balances the balances; empty before they were told
 * @param balancesAskedAt when they were asked for
 */
record Round(
        Now startedAt,
        Instant from,
        Instant to,
        boolean cut,
        Vector<Order> open,
        Vector<Order> closed,
        Vector<Fill> fills,
        Map<Ledger.Key, Option<Order>> singles,
        Set<Ledger.Key> summed,
        Option<List<Balance>> balances,
        Moment balancesAskedAt) {

    /** The pages that the exchange allows. */
    static final int CLOSED_PAGES_MAX = 100;

    private static final int CLOSED_PAGE = 100;
    private static final int FILLS_PAGE = 500;

    private static final Duration SPAN_MIN = Duration.ofSeconds(2);

    /** Fills that happen while the round goes on are welcome, and so are clocks that go ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    static Round begin(Now now, Instant from) {
        return new Round(
                now,
                from,
                now.time().plus(AHEAD),
                false,
                Vector.empty(),
                Vector.empty(),
                Vector.empty(),
                HashMap.empty(),
                HashSet.empty(),
                Option.none(),
                now.moment());
    }

    Round opened(List<Order> orders) {
        return new Round(
                startedAt,
                from,
                to,
                cut,
                Vector.ofAll(orders),
                closed,
                fills,
                singles,
                summed,
                balances,
                balancesAskedAt);
    }

    Round closed(List<Order> orders) {
        return new Round(
                startedAt,
                from,
                to,
                cut,
                open,
                closed.appendAll(orders),
                fills,
                singles,
                summed,
                balances,
                balancesAskedAt);
    }

    Round filled(List<Fill> more) {
        return new Round(
                startedAt,
                from,
                to,
                cut,
                open,
                closed,
                fills.appendAll(more),
                singles,
                summed,
                balances,
                balancesAskedAt);
    }

    /** There are more fills than one round takes: this one ends with the last that was told. */
    private Round cutAt(Instant last) {
        return new Round(startedAt, from, last, true, open, closed, fills, singles, summed, balances, balancesAskedAt);
    }

    Round told(Ledger.Key key, Option<Order> order) {
        return new Round(
                startedAt,
                from,
                to,
                cut,
                open,
                closed,
                fills,
                singles.put(key, order),
                summed,
                balances,
                balancesAskedAt);
    }

    Round summed(Ledger.Key key) {
        return new Round(
                startedAt, from, to, cut, open, closed, fills, singles, summed.add(key), balances, balancesAskedAt);
    }

    Round balanced(List<Balance> all) {
        return new Round(
                startedAt, from, to, cut, open, closed, fills, singles, summed, Option.some(all), balancesAskedAt);
    }

    Round askingBalances(Moment now) {
        return new Round(startedAt, from, to, cut, open, closed, fills, singles, summed, balances, now);
    }

    /** What follows a page of fills. */
    Step after(Ask.Fills asked, List<Fill> page) {
        Round told = filled(page);
        Option<Instant> next = nextPage(asked.from(), page);
        if (next.isEmpty()) {
            return new Step(told, Option.some(Ask.ClosedOrders.FIRST));
        }
        return told.fills.size() >= SessionSettings.ROUND_FILLS_MAX
                ? new Step(told.cutAt(next.get()), Option.some(Ask.ClosedOrders.FIRST))
                : new Step(told, Option.some(new Ask.Fills(next.get())));
    }

    /** What follows a page of closed orders. */
    Step after(Ask.ClosedOrders asked, List<Order> page) {
        Round told = closed(page);
        if (page.size() < CLOSED_PAGE) {
            return new Step(told, Option.none());
        }
        if (asked.page() < CLOSED_PAGES_MAX) {
            return new Step(told, Option.some(new Ask.ClosedOrders(asked.page() + 1)));
        }
        return told.isOverfull()
                ? new Step(told, Option.none())
                : new Step(halved(), Option.some(Ask.ClosedOrders.FIRST));
    }

    /** There are more closed orders than the exchange shows of one span: this round takes half of it, another one the rest. */
    private Round halved() {
        Instant middle = from.plus(Duration.between(from, to).dividedBy(2));
        return new Round(
                startedAt,
                from,
                middle,
                true,
                open,
                Vector.empty(),
                fills.filter(fill -> !fill.time().orElse(from).isAfter(middle)),
                singles,
                summed,
                balances,
                balancesAskedAt);
    }

    /** Tells whether the exchange shows too few of the closed orders even of so short a span. */
    boolean isOverfull() {
        return closed.size() >= CLOSED_PAGE * CLOSED_PAGES_MAX
                && Duration.between(from, to).compareTo(SPAN_MIN) < 0;
    }

    /** What follows a page of fills of one order. */
    Step after(Ask.FillsOf asked, List<Fill> page) {
        Option<Instant> next = nextPage(asked.from(), page);
        return next.isDefined()
                ? new Step(filled(page), Option.some(new Ask.FillsOf(asked.key(), next.get())))
                : new Step(filled(page).summed(asked.key()), Option.none());
    }

    /**
     * A capped page holds the oldest fills of the span, so the next begins with its last millisecond; and with the one after it
     * should a single millisecond fill a page.
     */
    private static Option<Instant> nextPage(Instant from, List<Fill> page) {
        if (page.size() < FILLS_PAGE) {
            return Option.none();
        }
        Instant last = page.get(page.size() - 1).time().orElse(from);
        return Option.some(last.isAfter(from) ? last : from.plusMillis(1));
    }

    /** A round after an answer, and what it asks next; empty when the list of what to ask is through. */
    record Step(Round round, Option<Ask> next) {}
}

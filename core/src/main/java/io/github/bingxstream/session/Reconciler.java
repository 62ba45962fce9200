package io.github.bingxstream.session;

import io.github.bingxstream.domain.ExecutionType;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.OpenEnum;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderStatus;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Compares what REST told in a round with what was delivered: what is news, what is missing to be sure, what contradicts.
 *
 * <p>The one invariant it leans on: the fills of an order add up to its filled quantity.
 */
final class Reconciler {

    private final Ledger ledger;
    private final Round round;
    private final Instant promisedFrom;
    private final Now now;
    private final long epoch;
    private final Map<Ledger.Key, Order> view;
    private final java.util.Map<Ledger.Key, java.util.Map<String, Fill>> untold;

    /**
     * Prepares the comparison.
     *
     * @param promisedFrom what happened before is no news
     */
    Reconciler(Ledger ledger, Round round, Instant promisedFrom, Now now, long epoch) {
        this.ledger = ledger;
        this.round = round;
        this.promisedFrom = promisedFrom.truncatedTo(ChronoUnit.SECONDS);
        this.now = now;
        this.epoch = epoch;
        this.view = viewed();
        this.untold = untold();
    }

    /**
     * What the comparison came to.
     *
     * @param ledger with what is no news taken note of
     * @param news what to deliver, in order
     * @param doubt why REST cannot be believed yet, in one line; empty when it can
     */
    record Finding(Ledger ledger, Vector<OrderUpdate> news, Option<String> doubt) {}

    private Map<Ledger.Key, Order> viewed() {
        Map<Ledger.Key, Order> orders = HashMap.empty();
        for (Order order : round.open()
                .appendAll(round.closed())
                .appendAll(round.singles().values().flatMap(each -> each))) {
            Ledger.Key key = Ledger.Key.of(order);
            Option<Order> other = orders.get(key);
            if (other.isEmpty()
                    || Entry.UNKNOWN.movedBy(other.get(), now, false).isMovedBy(order)) {
                orders = orders.put(key, order);
            }
        }
        return orders;
    }

    private java.util.Map<Ledger.Key, java.util.Map<String, Fill>> untold() {
        java.util.Map<Ledger.Key, java.util.Map<String, Fill>> fills = new LinkedHashMap<>();
        for (Fill fill : round.fills()) {
            Ledger.Key key = Ledger.Key.of(fill);
            String id = FillIds.of(fill);
            BigDecimal upTo = view.get(key).map(Order::cumulativeFilledQuantity).getOrElse(BigDecimal.ZERO);
            if (!ledger.entry(key).exists(entry -> entry.hasTold(id, fill.quantity(), upTo))) {
                fills.computeIfAbsent(key, each -> new LinkedHashMap<>()).put(id, fill);
            }
        }
        return fills;
    }

    private List<Fill> untoldOf(Ledger.Key key) {
        List<Fill> fills =
                new ArrayList<>(untold.getOrDefault(key, java.util.Map.of()).values());
        fills.sort(Comparator.comparing((Fill fill) -> fill.time().orElse(Instant.EPOCH)));
        return fills;
    }

    // What else to ask.

    /** Returns what must still be asked before a finding is possible; empty when nothing. */
    Option<Ask> missing() {
        return Option.<Ask>none()
                .orElse(() -> round.singles().size() < SessionSettings.ROUND_ORDERS_MAX ? unseen() : Option.none())
                .orElse(() -> round.summed().size() < SessionSettings.ROUND_ORDERS_MAX ? unsummed() : Option.none());
    }

    /** An order believed live that no list shows, or one that only a fill tells of. */
    private Option<Ask> unseen() {
        if (!round.cut()) {
            for (Ledger.Key key : ledger.unsettled().keysIterator()) {
                if (isUnseen(key, ledger)) {
                    return Option.some(new Ask.OneOrder(key));
                }
            }
        }
        for (Ledger.Key key : untold.keySet()) {
            if (!isSeen(key) && untoldOf(key).stream().anyMatch(fill -> !predates(fill))) {
                return Option.some(new Ask.OneOrder(key));
            }
        }
        return Option.none();
    }

    private boolean isUnseen(Ledger.Key key, Ledger told) {
        return !isSeen(key) && told.entry(key).exists(entry -> !entry.isTerminal() && !isNewOnTheStream(entry));
    }

    /**
     * An order of this very span: had it ended, the list of the closed ones would show it, whichever of its times that list goes
     * by. On a busy account a round that asked for each of those would never end.
     */
    private boolean isNewOnTheStream(Entry entry) {
        return isFresh(entry) && entry.createdAt().exists(at -> !at.isBefore(round.from()));
    }

    private boolean isSeen(Ledger.Key key) {
        return view.containsKey(key) || round.singles().containsKey(key);
    }

    /** An order with more filled than its fills add up to. */
    private Option<Ask> unsummed() {
        if (round.cut()) {
            return Option.none();
        }
        for (Ledger.Key key : view.keySet()) {
            if (!round.summed().contains(key) && !isSettledHistory(key) && sumsShort(key)) {
                return Option.some(new Ask.FillsOf(key, begin(key)));
            }
        }
        for (Ledger.Key key : ledger.unsettled().keysIterator()) {
            if (!round.summed().contains(key) && sumsShort(key)) {
                return Option.some(new Ask.FillsOf(key, begin(key)));
            }
        }
        return Option.none();
    }

    /** Its fills began with itself; if nobody told when that was, as long ago as the exchange can be asked for. */
    private Instant begin(Ledger.Key key) {
        Instant oldest = now.time().minus(364, ChronoUnit.DAYS);
        Instant from = createdAt(key)
                .map(created -> created.minus(SessionSettings.OVERLAP))
                .getOrElse(oldest);
        return from.isBefore(oldest) ? oldest : from;
    }

    private Option<Instant> createdAt(Ledger.Key key) {
        return view.get(key)
                .flatMap(order -> Option.ofOptional(order.createTime()))
                .orElse(() -> ledger.entry(key).flatMap(Entry::createdAt));
    }

    private boolean sumsShort(Ledger.Key key) {
        BigDecimal filled = ledger.entry(key).map(Entry::filled).getOrElse(BigDecimal.ZERO);
        BigDecimal seen = view.get(key).map(Order::cumulativeFilledQuantity).getOrElse(BigDecimal.ZERO);
        return Entry.compare(filled.max(seen), sum(key)) > 0;
    }

    private BigDecimal sum(Ledger.Key key) {
        BigDecimal sum = ledger.entry(key).map(Entry::told).getOrElse(BigDecimal.ZERO);
        for (Fill fill : untoldOf(key)) {
            sum = sum.add(fill.quantity());
        }
        return sum;
    }

    // What stood before the promise began.

    private boolean predates(Fill fill) {
        return fill.time().map(time -> time.isBefore(promisedFrom)).orElse(false);
    }

    private boolean predates(Order order) {
        return order.updateTime()
                .or(order::createTime)
                .map(time -> time.isBefore(promisedFrom))
                .orElse(false);
    }

    /** Done before the promise began: its fills are not asked for. */
    private boolean isSettledHistory(Ledger.Key key) {
        return ledger.entry(key).isEmpty()
                && view.get(key).exists(order -> order.isTerminal() && predates(order))
                && untoldOf(key).stream().allMatch(this::predates);
    }

    // What it comes to.

    /**
     * Compares.
     *
     * @param patient whether what old orders lack, and what REST does not know, is still worth asking for
     */
    Finding find(boolean patient) {
        Ledger noted = patient ? ledger : withoutUnknown();
        List<OrderUpdate> candidates = new ArrayList<>();
        for (Ledger.Key key :
                view.keySet().addAll(untold.keySet()).addAll(ledger.unsettled().keysIterator())) {
            Option<Order> seen = view.get(key);
            List<Fill> old = untoldOf(key).stream().filter(this::predates).toList();
            boolean isHistory = isSettledHistory(key);
            if (isHistory
                    || (ledger.entry(key).isEmpty() && seen.exists(order -> !order.isTerminal() && predates(order)))) {
                noted = noted.knowing(seen.get(), now);
            }
            if (!old.isEmpty()) {
                noted = noted.knowing(key, old, now);
            }
            if (isHistory || (!patient && sumsShort(key))) {
                noted = noted.withoutHistory(key);
            }
            if (seen.isDefined() && !isHistory) {
                List<Fill> recent =
                        untoldOf(key).stream().filter(fill -> !predates(fill)).toList();
                candidates.addAll(updates(noted.entry(key).getOrElse(Entry.UNKNOWN), seen.get(), recent));
            }
        }
        candidates.sort(Comparator.comparing(
                (OrderUpdate update) -> update.origin().eventTime().orElse(Instant.EPOCH)));
        return tried(noted, candidates, patient);
    }

    /** What REST says again and again that it does not know, it will not tell of: an account that was reset, a pair renamed. */
    private Ledger withoutUnknown() {
        Ledger known = ledger;
        for (Ledger.Key key : round.singles().filterValues(Option::isEmpty).keySet()) {
            known = isUnknown(key) ? known.without(key) : known;
        }
        return known;
    }

    private boolean isUnknown(Ledger.Key key) {
        return !ledger.entry(key).exists(this::isFresh);
    }

    private Finding tried(Ledger noted, List<OrderUpdate> candidates, boolean patient) {
        Ledger after = noted;
        List<OrderUpdate> news = new ArrayList<>();
        for (OrderUpdate candidate : candidates) {
            Ledger.Merged merged = after.merge(candidate, now, false);
            after = merged.ledger();
            if (merged.news().isDefined()) {
                news.add(candidate);
            }
        }
        return new Finding(noted, Vector.ofAll(news), round.cut() ? tooMany() : doubt(after, patient));
    }

    /** The fills that were not told, as they happened, and then the order as it stands. */
    private List<OrderUpdate> updates(Entry known, Order order, List<Fill> fills) {
        List<OrderUpdate> updates = new ArrayList<>();
        BigDecimal filled = known.told();
        for (Fill fill : fills) {
            filled = filled.add(fill.quantity());
            updates.add(new OrderUpdate(
                    origin(fill.time()),
                    orderAfter(order, filled),
                    ExecutionType.of(ExecutionType.TRADE.name()),
                    Optional.of(fill)));
        }
        Optional<Instant> end = order.updateTime().or(order::createTime);
        Optional<Instant> lastFill =
                fills.isEmpty() ? Optional.empty() : fills.get(fills.size() - 1).time();
        // REST's order times are rounded to the second, so an order may seem to end before its last fill.
        Optional<Instant> notBefore = lastFill.filter(
                        time -> end.isEmpty() || end.get().isBefore(time))
                .or(() -> end);
        updates.add(new OrderUpdate(origin(notBefore), order, executionOf(order.status()), Optional.empty()));
        return updates;
    }

    /** The order as it stood when it was filled so far. */
    private static Order orderAfter(Order order, BigDecimal filled) {
        int ahead = Entry.compare(filled, order.cumulativeFilledQuantity());
        if (order.isTerminal() && ahead > 0) {
            return order;
        }
        return ahead == 0 && !isEndedWithoutFill(order)
                ? order
                : order.standing(OrderStatus.of(OrderStatus.PARTIALLY_FILLED.name()), filled);
    }

    /** Cancelled, expired or failed: its last fill did not end it. */
    private static boolean isEndedWithoutFill(Order order) {
        return order.isTerminal() && !order.status().is(OrderStatus.FILLED);
    }

    private static OpenEnum<ExecutionType> executionOf(OpenEnum<OrderStatus> status) {
        return status.known()
                .map(known -> switch (known) {
                    case NEW, PENDING, WORKING, PENDING_CANCEL -> ExecutionType.of(ExecutionType.NEW.name());
                    case PARTIALLY_FILLED, FILLED -> ExecutionType.of(ExecutionType.TRADE.name());
                    case CANCELED, EXPIRED, FAILED -> ExecutionType.of(status.text());
                })
                .orElse(ExecutionType.of(status.text()));
    }

    private Origin origin(Optional<Instant> time) {
        return new Origin(Provenance.REST, epoch, "", time, now.moment());
    }

    // Why it cannot be believed yet.

    private Option<String> doubt(Ledger after, boolean patient) {
        return Option.<String>none()
                .orElse(() -> patient ? unknownOrder() : Option.none())
                .orElse(this::olderThanTheStream)
                .orElse(() -> olderThanItsFills(after))
                .orElse(this::tooMany)
                .orElse(() -> incomplete(after));
    }

    private Option<String> unknownOrder() {
        return round.singles()
                .find(each -> each._2().isEmpty() && isUnknown(each._1()))
                .map(each -> "REST does not know the order " + each._1().orderId() + " of "
                        + each._1().symbol() + ", of which it or the stream told before");
    }

    /** What the stream told well before the round began, REST should know. */
    private Option<String> olderThanTheStream() {
        for (Ledger.Key key : view.keySet()) {
            Order order = view.get(key).get();
            if (ledger.entry(key)
                    .exists(entry -> entry.streamedAt().isDefined() && !isFresh(entry) && entry.isAheadOf(order))) {
                return Option.some(
                        "REST lags behind the stream: it shows the order " + key.orderId() + " as it was before");
            }
        }
        return Option.none();
    }

    /** REST told of fills that it has not counted yet where it shows the order. */
    private Option<String> olderThanItsFills(Ledger after) {
        for (Ledger.Key key : view.keySet()) {
            BigDecimal filled = view.get(key).get().cumulativeFilledQuantity();
            if (after.entry(key).exists(entry -> !isFresh(entry) && Entry.compare(entry.told(), filled) > 0)) {
                return Option.some("REST shows the order " + key.orderId() + " as it was before its fills");
            }
        }
        return Option.none();
    }

    /** The stream told of it so lately that REST need not know yet. */
    private boolean isFresh(Entry entry) {
        return entry.streamedAt()
                .exists(at -> !round.startedAt().moment().hasReached(at.moment().plus(SessionSettings.REST_LAG)));
    }

    private Option<String> tooMany() {
        return round.isOverfull()
                ? Option.some("REST shows no more than " + round.closed().size() + " closed orders of one moment")
                : Option.none();
    }

    private Option<String> incomplete(Ledger after) {
        for (Ledger.Key key : after.unsettled().keysIterator()) {
            if (after.entry(key).exists(entry -> !entry.isWhole())) {
                return Option.some("the fills of the order " + key.orderId() + " of " + key.symbol()
                        + " do not add up to its filled quantity yet");
            }
            if (isUnseen(key, after)) {
                return Option.some("more orders have to be asked for than one round takes");
            }
        }
        return Option.none();
    }
}

package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Treatment;
import io.github.bingxstream.domain.Unrecognized;
import io.vavr.collection.HashSet;
import io.vavr.collection.List;
import io.vavr.collection.Queue;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;

/**
 * Completeness, within one step: what the stream tells is merged, what betrays a loss opens a gap, and rounds of questions to
 * REST close it.
 *
 * <p>Events are delivered as they come, whether a gap is open or not: merging is monotone, so nothing has to be held back. A
 * gap closes only by a round that was begun {@link SessionSettings#REST_LAG} after its cause had ended and in which nothing is
 * in doubt. An <b>audit</b> is the same round made while no gap is open; what it finds is a suspicion at first, for it may be
 * under way on the stream, and a gap when the next round finds it again.
 */
final class Completing {

    private final SessionStep step;
    private final Now now;
    private Completeness c;

    Completing(SessionStep step, Completeness completeness, Now now) {
        this.step = step;
        this.c = completeness;
        this.now = now;
    }

    Completeness state() {
        return c;
    }

    // The beginning.

    void open(Optional<Checkpoint> checkpoint) {
        c = Completeness.begin(now);
        if (checkpoint.isEmpty()) {
            openGap(GapReason.STARTING, now);
            return;
        }
        Instant since = checkpoint.get().completeUntil();
        Now then = new Now(now.moment().plus(Duration.between(now.time(), since)), since);
        c = c.with(Ledger.resumed(checkpoint.get(), now))
                .promisedFrom(since.minus(SessionSettings.OVERLAP))
                .cleanAt(then);
        openGap(GapReason.RESUMED, then);
    }

    /** Tells whether REST was asked anything yet. */
    boolean hasBegun() {
        return c.begunAt().isDefined();
    }

    /** The exchange's clock is not what it seemed to be when the stream was opened. */
    void correctClock(Duration ahead) {
        if (c.gap(GapReason.STARTING).isDefined() && !ahead.isZero()) {
            Gap gap = c.gap(GapReason.STARTING).get();
            c = c.with(c.gaps().replace(gap, gap.since(gap.since().corrected(ahead))))
                    .promisedFrom(c.promisedFrom().plus(ahead))
                    .cleanAt(c.cleanAt().corrected(ahead));
        }
    }

    // What the stream tells.

    void tell(AccountEvent event, int bytes, Moment at) {
        if (c.sinkFull()) {
            step.tally = step.tally.moreDropped(1);
            openGap(GapReason.OVERFLOW, now);
            return;
        }
        event.match(new Telling(bytes, at));
    }

    private final class Telling implements AccountEvent.Cases<Boolean> {

        private final int bytes;
        private final Moment at;

        Telling(int bytes, Moment at) {
            this.bytes = bytes;
            this.at = at;
        }

        @Override
        public Boolean orderUpdate(OrderUpdate update) {
            if (!step.wanted.contains(Channel.ORDERS)) {
                return false;
            }
            Ledger.Merged merged = c.ledger().merge(update, now, true);
            c = c.with(merged.ledger()).with(c.watch().hearing(update, at));
            if (merged.news().isEmpty()) {
                step.tally = step.tally.anotherRepeated();
                return false;
            }
            deliver(merged.news().get(), bytes);
            boolean whole = merged.ledger().entry(Ledger.Key.of(update.order())).forAll(Entry::isWhole);
            // While a gap is open, that is what it is about; it does not close before all fills add up.
            if (!whole && c.gaps().isEmpty() && step.overlaps()) {
                // The fill that is missing may come over the other connection yet.
                c = c.missingAt(Option.some(now.moment().plus(SessionSettings.RETIRE_AFTER)));
            } else if (!whole && c.gaps().isEmpty()) {
                openEnded(GapReason.FILL_MISSING, c.cleanAt());
            }
            return true;
        }

        @Override
        public Boolean accountUpdate(AccountUpdate update) {
            if (!step.wanted.contains(Channel.BALANCES)) {
                return false;
            }
            if (c.watch().hasHeard(update)) {
                step.tally = step.tally.anotherRepeated();
                return false;
            }
            c = c.with(c.watch().hearing(update, at, step.wanted.contains(Channel.ORDERS)));
            deliver(update, bytes);
            return true;
        }

        @Override
        public Boolean accountSnapshot(AccountSnapshot snapshot) {
            if (!step.wanted.contains(Channel.BALANCES)) {
                return false;
            }
            c = c.with(c.watch().hearing(snapshot.balances().orElse(java.util.List.of()), at));
            deliver(snapshot, bytes);
            return true;
        }

        @Override
        public Boolean unrecognized(Unrecognized message) {
            deliver(message, bytes);
            return true;
        }
    }

    private void deliver(AccountEvent event, int bytes) {
        step.act(new SessionAction.Deliver(event, bytes));
        step.tally = step.tally.anotherDelivered();
        save();
    }

    private void save() {
        if (step.settings.checkpoints()) {
            step.act(new SessionAction.SaveCheckpoint(new Position(c.completeUntil(), c.ledger())));
        }
    }

    // Gaps.

    /** Opens a gap whose cause has not ended; one that is open for the same reason goes on. */
    void openGap(GapReason reason, Now since) {
        Option<Gap> open = c.gap(reason);
        if (open.isDefined()) {
            if (open.get().endedAt().isDefined()) {
                c = c.with(c.gaps().replace(open.get(), open.get().lasting()));
            }
            return;
        }
        c = c.repairedUntil(c.repairedUntil().map(until -> since.time().isBefore(until) ? since.time() : until));
        Gap gap = new Gap(c.gapsOpened() + 1, reason, since, now.moment(), Option.none(), 0, 0);
        c = c.opening(gap);
        step.act(new SessionAction.Notify(gap.opened()));
    }

    /** Opens a gap whose cause is over already. */
    void openEnded(GapReason reason, Now since) {
        openGap(reason, since);
        Gap gap = c.gap(reason).get();
        c = c.with(c.gaps().replace(gap, gap.ended(now.moment())));
        roundSoon();
    }

    /** The connection is gone: what is being asked will not be the end of it. */
    void interrupted() {
        c = c.abandoning();
    }

    /** The stream is whole again: everything wanted is acknowledged. */
    void connected() {
        c = c.with(c.gaps()
                .map(gap ->
                        gap.endedAt().isEmpty() && gap.reason() != GapReason.OVERFLOW ? gap.ended(now.moment()) : gap));
        roundSoon();
    }

    /** Key and connection were replaced: nobody knows what the exchange did with the old one meanwhile. */
    void rotated() {
        if (c.gaps().isEmpty()) {
            c = c.roundAt(Moments.earliest(now.moment().plus(SessionSettings.REST_LAG), c.roundAt()));
        }
    }

    /** At once, but not more often than REST can have something new to tell. */
    private void roundSoon() {
        Moment earliest = c.begunAt()
                .map(begun -> Moments.latest(begun.plus(SessionSettings.REST_LAG), now.moment()))
                .getOrElse(now.moment());
        c = c.roundAt(Option.some(earliest));
    }

    void overflowed(Now since) {
        openEnded(GapReason.OVERFLOW, since);
    }

    /** A lost frame made the connection suspect. */
    void suspected() {
        c = c.suspectedAt(now.moment());
    }

    void sinkFull() {
        c = c.sinkFull(true);
    }

    void sinkReady() {
        c = c.sinkFull(false);
        Option<Gap> overflow = c.gap(GapReason.OVERFLOW);
        if (overflow.isDefined()) {
            c = c.with(c.gaps().replace(overflow.get(), overflow.get().ended(now.moment())));
            roundSoon();
        }
    }

    // What time brings.

    void tick(boolean ready) {
        if (c.watch().deadline().exists(now.moment()::hasReached)) {
            c = c.with(c.watch().explained());
            openEnded(GapReason.ORDER_MISSING, c.cleanAt());
        }
        if (c.missingAt().exists(now.moment()::hasReached)) {
            c = c.missingAt(Option.none());
            if (c.gaps().isEmpty() && !c.ledger().isWhole()) {
                openEnded(GapReason.FILL_MISSING, c.cleanAt());
            }
        }
        if (c.delivering().isDefined()) {
            deliverNews();
        } else if (c.asking().isDefined()) {
            Completeness.Asking asking = c.asking().get();
            if (asking.stale() && now.moment().hasReached(asking.answerBy())) {
                c = c.finished();
            } else if (asking.againAt().exists(now.moment()::hasReached)) {
                ask(asking.round(), asking.ask());
            } else if (asking.againAt().isEmpty() && now.moment().hasReached(asking.answerBy())) {
                failed("REST did not answer", Duration.ZERO);
            }
        } else if (ready && !c.sinkFull() && c.roundAt().exists(now.moment()::hasReached)) {
            begin();
        }
    }

    // A round.

    private void begin() {
        // A clock that was set back must not hide what happens now.
        Instant until = c.completeUntil().isAfter(now.time()) ? now.time() : c.completeUntil();
        Instant from = c.repairedUntil().getOrElse(until.minus(SessionSettings.OVERLAP));
        Instant latest = c.gap(GapReason.RESUMED).isDefined() ? now.time().minus(SessionSettings.OVERLAP) : now.time();
        if (c.promisedFrom().isAfter(latest)) {
            c = c.promisedFrom(latest);
        }
        if (c.cleanAt().time().isAfter(now.time())) {
            c = c.cleanAt(now.minus(SessionSettings.REST_LAG));
        }
        Instant first = c.promisedFrom().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        Round round = Round.begin(now, from.isBefore(first) ? first : from);
        c = c.beginning(now.moment());
        ask(round, step.wanted.contains(Channel.ORDERS) ? new Ask.OpenOrders() : new Ask.Balances());
    }

    private void ask(Round round, Ask ask) {
        long query = c.queries() + 1;
        Round asking = ask instanceof Ask.Balances ? round.askingBalances(now.moment()) : round;
        if (ask instanceof Ask.OpenOrders) {
            // Perhaps not for the first time: a round counts from here.
            asking = Round.begin(now, round.from());
        }
        c = c.asking(new Completeness.Asking(
                asking, ask, query, now.moment().plus(SessionSettings.QUERY_ANSWER_LIMIT), Option.none(), false));
        step.act(ask.action(query, asking));
    }

    void balancesTold(SessionInput.BalancesTold in) {
        answered(
                in.query(),
                in.outcome(),
                in.retryAfter(),
                asking -> balances -> finish(asking.round().balanced(balances)));
    }

    void ordersTold(SessionInput.OrdersTold in) {
        answered(in.query(), in.outcome(), in.retryAfter(), asking -> orders -> {
            if (asking.ask() instanceof Ask.ClosedOrders page) {
                goOn(asking.round().after(page, orders));
            } else {
                ask(asking.round().opened(orders), new Ask.Fills(asking.round().from()));
            }
        });
    }

    void orderTold(SessionInput.OrderTold in) {
        answered(in.query(), in.outcome(), in.retryAfter(), asking -> order -> {
            Ledger.Key key = ((Ask.OneOrder) asking.ask()).key();
            goOn(new Round.Step(asking.round().told(key, Option.ofOptional(order)), Option.none()));
        });
    }

    void fillsTold(SessionInput.FillsTold in) {
        answered(
                in.query(),
                in.outcome(),
                in.retryAfter(),
                asking -> fills -> goOn(
                        asking.ask() instanceof Ask.Fills page
                                ? asking.round().after(page, fills)
                                : asking.round().after((Ask.FillsOf) asking.ask(), fills)));
    }

    /** An answer to anything but the question under way changes nothing. */
    private <T> void answered(
            long query,
            Outcome<T> outcome,
            Duration retryAfter,
            Function<Completeness.Asking, java.util.function.Consumer<T>> next) {
        if (!c.asking()
                .exists(asking -> asking.query() == query && asking.againAt().isEmpty())) {
            return;
        }
        Completeness.Asking asking = c.asking().get();
        if (asking.stale()) {
            c = c.finished();
            return;
        }
        outcome.match(new Outcome.Cases<T, Boolean>() {
            @Override
            public Boolean answered(T value) {
                next.apply(asking).accept(value);
                return true;
            }

            @Override
            public Boolean refused(Refusal refusal) {
                refuse(asking, refusal, retryAfter);
                return false;
            }

            @Override
            public Boolean failed(Failure failure) {
                Completing.this.failed(failure.detail(), retryAfter);
                return false;
            }
        });
    }

    /** What is asked about one order may be refused because of that order; it then counts as not known. */
    private void refuse(Completeness.Asking asking, Refusal refusal, Duration retryAfter) {
        boolean wrong = refusal.treatment() == Treatment.BAD_REQUEST
                || refusal.treatment() == Treatment.NOT_FOUND
                || refusal.treatment() == Treatment.FATAL;
        if (wrong && asking.ask() instanceof Ask.OneOrder order) {
            goOn(new Round.Step(asking.round().told(order.key(), Option.none()), Option.none()));
        } else if (wrong && asking.ask() instanceof Ask.FillsOf order) {
            goOn(new Round.Step(asking.round().summed(order.key()), Option.none()));
        } else if (refusal.treatment() == Treatment.FATAL) {
            step.end(StreamNotice.Closed.refused(refusal));
        } else {
            failed(refusal.describe(), retryAfter);
        }
    }

    /** The same question is asked again: what was answered before stays true, for a round counts from its beginning. */
    private void failed(String why, Duration pause) {
        if (c.gaps().isEmpty() && now.moment().hasReached(c.cleanAt().moment().plus(overdueAfter()))) {
            // Without a second witness for so long, nobody knows.
            openEnded(GapReason.AUDIT, c.cleanAt());
        }
        Completeness.Asking asking = c.asking().get();
        Duration wait = SessionStep.shorter(pause, SessionSettings.PAUSE_MAX)
                .plus(SessionSettings.ROUND_BACKOFF.delay(c.roundFailures(), step.draw()));
        c = c.failing(why)
                .asking(new Completeness.Asking(
                        asking.round(),
                        asking.ask(),
                        asking.query(),
                        asking.answerBy(),
                        Option.some(now.moment().plus(wait)),
                        false));
    }

    private void goOn(Round.Step after) {
        Option<Ask> next = after.next().orElse(() -> reconciler(after.round()).missing());
        Moment settled = after.round().startedAt().moment().plus(SessionSettings.REST_LAG);
        if (next.exists(ask -> ask.equals(Ask.ClosedOrders.FIRST))
                && isConclusive(after.round())
                && !now.moment().hasReached(settled)) {
            askLater(after.round(), next.get(), settled);
        } else if (next.isDefined()) {
            ask(after.round(), next.get());
        } else if (step.wanted.contains(Channel.BALANCES) && !after.round().cut()) {
            ask(after.round(), new Ask.Balances());
        } else {
            finish(after.round());
        }
    }

    /**
     * An order that ends while REST is asked is in the list of the open ones or in that of the closed ones only if the second
     * is the newer one. As REST lags, that takes a wait; not in a round that will not be the last anyway.
     */
    private boolean isConclusive(Round round) {
        return c.gaps().isEmpty()
                || c.gaps().exists(gap -> gap.isCoveredBy(round.startedAt().moment()));
    }

    private void askLater(Round round, Ask ask, Moment at) {
        c = c.asking(new Completeness.Asking(round, ask, c.queries(), at, Option.some(at), false));
    }

    private Reconciler reconciler(Round round) {
        return new Reconciler(c.ledger(), round, c.promisedFrom(), now, step.attempt.epoch());
    }

    private void finish(Round round) {
        Reconciler.Finding finding = step.wanted.contains(Channel.ORDERS)
                ? reconciler(round).find(c.doubts() < PATIENCE)
                : new Reconciler.Finding(c.ledger(), Vector.empty(), Option.none());
        c = c.with(finding.ledger()).finished();
        if (c.gaps().isEmpty()) {
            audited(round, finding);
        } else {
            repair(round, finding);
        }
    }

    /** So many audits in a row without a clear picture are a gap. */
    private static final int DOUBTS_MAX = 4;

    /** So many rounds in a row an old order's missing fills are asked for before they count as history. */
    private static final int PATIENCE = 3;

    // An audit.

    private void audited(Round round, Reconciler.Finding finding) {
        Set<String> amiss = HashSet.ofAll(finding.news().map(Completing::nameOf))
                .addAll(round.balances().map(c.watch()::contradicted).getOrElse(HashSet.empty()));
        if (amiss.exists(c.suspects()::contains)) {
            c = c.suspecting(HashSet.empty());
            openGap(GapReason.AUDIT, c.cleanAt());
            Gap gap = c.gap(GapReason.AUDIT).get();
            // What was found twice happened before it was found first.
            c = c.with(c.gaps()
                    .replace(gap, gap.ended(round.startedAt().moment().plus(SessionSettings.REST_LAG.negated()))));
            if (!finding.news().isEmpty()) {
                step.connectionIsSuspect();
            }
            repair(round, finding);
        } else if (!amiss.isEmpty()) {
            c = c.suspecting(amiss).roundAt(Option.some(now.moment().plus(SessionSettings.REST_LAG)));
        } else if (finding.doubt().isDefined()) {
            doubted(finding.doubt().get());
        } else if (round.cut()) {
            c = c.suspecting(HashSet.empty()).repairedUntil(Option.some(round.to()));
            roundSoon();
        } else {
            clean(round);
        }
    }

    private static String nameOf(OrderUpdate update) {
        return update.symbol() + " " + update.orderId() + " "
                + update.fill()
                        .map(fill -> FillIds.of(fill))
                        .orElseGet(() -> update.status() + " " + update.cumulativeFilledQuantity());
    }

    /** REST confirms everything that was delivered. */
    private void clean(Round round) {
        Now sure = round.startedAt().minus(SessionSettings.REST_LAG);
        // A round that asked for no orders says nothing about them.
        if (sure.time().isAfter(c.cleanAt().time()) && step.wanted.contains(Channel.ORDERS)) {
            c = c.cleanAt(sure);
        }
        c = c.repairedUntil(Option.none());
        c = c.suspecting(HashSet.empty()).believing().with(c.watch().confirmed(sure.moment()));
        round.balances().forEach(balances -> c = c.with(c.watch().told(balances, round.balancesAskedAt())));
        step.tally = step.tally.anotherAudit();
        c = c.roundAt(Option.some(now.moment().plus(auditEvery())));
        save();
    }

    private Duration overdueAfter() {
        return SessionSettings.AUDIT_OVERDUE.plus(step.settings.auditEvery());
    }

    private Duration auditEvery() {
        return c.ledger().hasLiveOrders()
                ? SessionStep.shorter(step.settings.auditEvery(), SessionSettings.AUDIT_WHILE_OPEN)
                : step.settings.auditEvery();
    }

    private void doubted(String why) {
        c = c.doubting();
        if (c.gaps().isEmpty() && c.doubts() >= DOUBTS_MAX) {
            // Whatever the reason: that nothing is missing cannot be said any more.
            openEnded(GapReason.AUDIT, c.cleanAt());
        }
        Duration wait = SessionSettings.ROUND_BACKOFF.delay(c.roundFailures(), step.draw());
        c = c.failing(why).roundAt(Option.some(now.moment().plus(wait)));
    }

    // A repair.

    private void repair(Round round, Reconciler.Finding finding) {
        c = c.delivering(new Completeness.Delivering(round, Queue.ofAll(finding.news()), finding.doubt()));
        deliverNews();
    }

    /** A few at a time, and none while the sink has no room. */
    private void deliverNews() {
        Completeness.Delivering delivering = c.delivering().get();
        Queue<OrderUpdate> news = delivering.news();
        for (int i = 0; i < SessionSettings.DELIVERIES_MAX && !news.isEmpty() && !c.sinkFull(); i++) {
            repaired(news.head());
            news = news.tail();
        }
        c = c.delivering(new Completeness.Delivering(delivering.round(), news, delivering.doubt()));
        if (news.isEmpty() && !c.sinkFull()) {
            c = c.finished();
            conclude(delivering.round(), delivering.doubt());
        }
    }

    /** The stream may have told it in the meantime. */
    private void repaired(OrderUpdate update) {
        Ledger.Merged merged = c.ledger().merge(update, now, false);
        c = c.with(merged.ledger()).with(c.watch().hearing(update, now.moment()));
        for (OrderUpdate news : merged.news().filter(any -> step.wanted.contains(Channel.ORDERS))) {
            boolean fill = news.fill().isPresent();
            if (fill) {
                step.tally = step.tally.anotherRepairedFill();
            }
            Gap first = c.gaps().head();
            c = c.with(c.gaps().replace(first, first.repaired(fill ? 1 : 0, fill ? 0 : 1)));
            deliver(news, SIZE);
        }
    }

    /** What an event from REST counts for in the queue to the sink, in bytes: about as much as one from the stream. */
    private static final int SIZE = 400;

    private void conclude(Round round, Option<String> doubt) {
        if (doubt.isDefined()) {
            doubted(doubt.get());
            return;
        }
        if (round.cut()) {
            if (c.gaps().forAll(gap -> gap.isCoveredBy(round.startedAt().moment()))) {
                c = c.repairedUntil(Option.some(round.to()));
                save();
            }
            roundSoon();
            return;
        }
        if (!c.ledger().isWhole()) {
            doubted("the stream has told of an order whose fills do not add up yet");
            return;
        }
        List<Gap> covered =
                c.gaps().filter(gap -> gap.isCoveredBy(round.startedAt().moment()));
        if (!covered.isEmpty()) {
            tellSnapshot(round);
            for (Gap gap : covered) {
                c = c.with(c.gaps().remove(gap));
                step.act(new SessionAction.Notify(gap.closed(now.moment())));
                step.tally = step.tally.anotherGapClosed();
            }
        }
        c = c.repairedUntil(Option.none());
        if (c.gaps().isEmpty()) {
            clean(round);
        } else {
            again();
        }
    }

    /** REST was asked too early to know the end of a gap. One whose cause goes on waits for that to end. */
    private void again() {
        Option<Moment> next = c.gaps()
                .flatMap(Gap::endedAt)
                .map(end -> end.plus(SessionSettings.REST_LAG))
                .max();
        c = c.believing().roundAt(next.map(at -> Moments.latest(at, now.moment())));
    }

    /** What stands, without what a push has told since REST was asked: that is newer. */
    private void tellSnapshot(Round round) {
        Option<java.util.List<Balance>> balances = round.balances()
                .map(all -> all.stream()
                        .filter(balance -> !c.watch().isPushedSince(balance.asset(), round.balancesAskedAt()))
                        .toList());
        java.util.List<Order> open = new ArrayList<>();
        for (Order order : round.open()) {
            Option<Entry> entry = c.ledger().entry(Ledger.Key.of(order));
            if (!entry.exists(Entry::isTerminal)) {
                open.add(entry.map(each -> each.shown(order)).getOrElse(order));
            }
        }
        Origin origin = new Origin(Provenance.REST, step.attempt.epoch(), "", Optional.empty(), now.moment());
        boolean orders = step.wanted.contains(Channel.ORDERS);
        deliver(
                new AccountSnapshot(
                        origin,
                        balances.toJavaOptional(),
                        orders ? Optional.of(open) : Optional.empty(),
                        RawMembers.NONE),
                SIZE * (1 + open.size() + balances.map(java.util.List::size).getOrElse(0)));
    }

    /** A channel that was not wanted is wanted: what happened to it in between was not told. */
    void channelWanted() {
        openGap(GapReason.STARTING, c.cleanAt());
    }
}

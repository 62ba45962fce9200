package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Order;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Origin;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.RawMembers;
import io.vavr.collection.HashSet;
import io.vavr.collection.List;
import io.vavr.collection.Queue;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/** What becomes of a round that is through: an audit that finds nothing, a suspicion, or a repair; within one step. */
final class Findings {

    /** So many audits in a row without a clear picture are a gap. */
    private static final int DOUBTS_MAX = 4;

    /** So many rounds in a row an old order's missing fills are asked for before they count as history. */
    private static final int PATIENCE = 3;

    /** What an event from REST counts for in the queue to the sink, in bytes: about as much as one from the stream. */
    private static final int SIZE = 400;

    private final Completing all;

    Findings(Completing all) {
        this.all = all;
    }

    private Moment now() {
        return all.now.moment();
    }

    void finish(Round round) {
        Reconciler.Finding finding = all.step.wanted.contains(Channel.ORDERS)
                ? all.questions().reconciler(round).find(all.inquiring().doubts < PATIENCE)
                : new Reconciler.Finding(all.ledger, Vector.empty(), Option.none());
        all.ledger = finding.ledger();
        all.inquiring().finished();
        if (all.gaps.isEmpty()) {
            audited(round, finding);
        } else {
            repair(round, finding);
        }
    }

    // An audit.

    private void audited(Round round, Reconciler.Finding finding) {
        Set<String> amiss = HashSet.ofAll(finding.news().map(Findings::nameOf))
                .addAll(round.balances().map(all.watch::contradicted).getOrElse(HashSet.empty()));
        if (amiss.exists(all.inquiring().suspects::contains)) {
            all.inquiring().suspects = HashSet.empty();
            all.openGap(GapReason.AUDIT, all.cleanAt);
            Gap gap = all.gap(GapReason.AUDIT).get();
            // What was found twice happened before it was found first.
            all.gaps =
                    all.gaps.replace(gap, gap.ended(round.startedAt().moment().minus(SessionSettings.REST_LAG)));
            if (!finding.news().isEmpty()) {
                all.step.rotating().suspect();
            }
            repair(round, finding);
        } else if (!amiss.isEmpty()) {
            all.inquiring().suspects = amiss;
            all.inquiring().roundAt = Option.some(now().plus(SessionSettings.REST_LAG));
        } else if (finding.doubt().isDefined()) {
            doubted(finding.doubt().get());
        } else if (round.cut()) {
            all.inquiring().suspects = HashSet.empty();
            all.repairedUntil = Option.some(round.to());
            all.roundSoon();
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
        if (sure.time().isAfter(all.cleanAt.time()) && all.step.wanted.contains(Channel.ORDERS)) {
            all.cleanAt = sure;
        }
        all.repairedUntil = Option.none();
        all.inquiring().suspects = HashSet.empty();
        all.inquiring().believing();
        all.watch = all.watch.confirmed(sure.moment());
        round.balances().forEach(balances -> all.watch = all.watch.told(balances, round.balancesAskedAt()));
        all.step.tally = all.step.tally.anotherAudit();
        all.inquiring().roundAt = Option.some(now().plus(auditEvery()));
        all.save();
    }

    Duration overdueAfter() {
        return SessionSettings.AUDIT_OVERDUE.plus(all.step.settings.auditEvery());
    }

    private Duration auditEvery() {
        return all.ledger.hasLiveOrders()
                ? SessionStep.shorter(all.step.settings.auditEvery(), SessionSettings.AUDIT_WHILE_OPEN)
                : all.step.settings.auditEvery();
    }

    private void doubted(String why) {
        all.inquiring().doubts++;
        if (all.gaps.isEmpty() && all.inquiring().doubts >= DOUBTS_MAX) {
            // Whatever the reason: that nothing is missing cannot be said any more.
            all.openEnded(GapReason.AUDIT, all.cleanAt);
        }
        Duration wait = SessionSettings.ROUND_BACKOFF.delay(all.inquiring().roundFailures, all.step.draw());
        all.inquiring().failing(why);
        all.inquiring().roundAt = Option.some(now().plus(wait));
    }

    // A repair.

    private void repair(Round round, Reconciler.Finding finding) {
        all.inquiring().delivering =
                Option.some(new Completeness.Delivering(round, Queue.ofAll(finding.news()), finding.doubt()));
        deliverNews();
    }

    /** A few at a time, and none while the sink has no room. */
    void deliverNews() {
        Completeness.Delivering delivering = all.inquiring().delivering.get();
        Queue<OrderUpdate> news = delivering.news();
        for (int i = 0; i < SessionSettings.DELIVERIES_MAX && !news.isEmpty() && !all.sinkFull; i++) {
            repaired(news.head());
            news = news.tail();
        }
        all.inquiring().delivering =
                Option.some(new Completeness.Delivering(delivering.round(), news, delivering.doubt()));
        if (news.isEmpty() && !all.sinkFull) {
            all.inquiring().finished();
            conclude(delivering.round(), delivering.doubt());
        }
    }

    /** The stream may have told it in the meantime. */
    private void repaired(OrderUpdate update) {
        Ledger.Merged merged = all.ledger.merge(update, all.now, false);
        all.ledger = merged.ledger();
        all.watch = all.watch.hearing(update, now());
        for (OrderUpdate news : merged.news().filter(any -> all.step.wanted.contains(Channel.ORDERS))) {
            boolean fill = news.fill().isPresent();
            if (fill) {
                all.step.tally = all.step.tally.anotherRepairedFill();
            }
            Gap first = all.gaps.head();
            all.gaps = all.gaps.replace(first, first.repaired(fill ? 1 : 0, fill ? 0 : 1));
            all.deliver(news, SIZE);
        }
    }

    private void conclude(Round round, Option<String> doubt) {
        if (doubt.isDefined()) {
            doubted(doubt.get());
            return;
        }
        if (round.cut()) {
            if (all.gaps.forAll(gap -> gap.isCoveredBy(round.startedAt().moment()))) {
                all.repairedUntil = Option.some(round.to());
                all.save();
            }
            all.roundSoon();
            return;
        }
        if (!all.ledger.isWhole()) {
            doubted("the stream has told of an order whose fills do not add up yet");
            return;
        }
        List<Gap> covered =
                all.gaps.filter(gap -> gap.isCoveredBy(round.startedAt().moment()));
        if (!covered.isEmpty()) {
            tellSnapshot(round);
            for (Gap gap : covered) {
                all.gaps = all.gaps.remove(gap);
                all.step.act(new SessionAction.Notify(gap.closed(now())));
                all.step.tally = all.step.tally.anotherGapClosed();
            }
        }
        all.repairedUntil = Option.none();
        if (all.gaps.isEmpty()) {
            clean(round);
        } else {
            again();
        }
    }

    /** REST was asked too early to know the end of a gap. One whose cause goes on waits for that to end. */
    private void again() {
        Option<Moment> next = all.gaps
                .flatMap(Gap::endedAt)
                .map(end -> end.plus(SessionSettings.REST_LAG))
                .max();
        all.inquiring().believing();
        all.inquiring().roundAt = next.map(at -> Moments.latest(at, now()));
    }

    /** What stands, without what a push has told since REST was asked: that is newer. */
    private void tellSnapshot(Round round) {
        Option<java.util.List<Balance>> balances = round.balances()
                .map(list -> list.stream()
                        .filter(balance -> !all.watch.isPushedSince(balance.asset(), round.balancesAskedAt()))
                        .toList());
        java.util.List<Order> open = new ArrayList<>();
        for (Order order : round.open()) {
            Option<Entry> entry = all.ledger.entry(Ledger.Key.of(order));
            if (!entry.exists(Entry::isTerminal)) {
                open.add(entry.map(each -> each.shown(order)).getOrElse(order));
            }
        }
        Origin origin = new Origin(Provenance.REST, all.step.attempt.epoch(), "", Optional.empty(), now());
        boolean orders = all.step.wanted.contains(Channel.ORDERS);
        all.deliver(
                new AccountSnapshot(
                        origin,
                        balances.toJavaOptional(),
                        orders ? Optional.of(open) : Optional.empty(),
                        RawMembers.NONE),
                SIZE * (1 + open.size() + balances.map(java.util.List::size).getOrElse(0)));
    }
}

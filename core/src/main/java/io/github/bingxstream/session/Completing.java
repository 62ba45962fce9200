package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Checkpoint;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Unrecognized;
import io.vavr.collection.List;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Completeness, within one step: what the stream tells is merged, what betrays a loss opens a gap, and rounds of questions to
 * REST close it.
 *
 * <p>Events are delivered as they come, whether a gap is open or not: merging is monotone, so nothing has to be held back. A
 * gap closes only by a round that was begun {@link SessionSettings#REST_LAG} after its cause had ended and in which nothing is
 * in doubt. An <b>audit</b> is the same round made while no gap is open; what it finds is a suspicion at first, for it may be
 * under way on the stream, and a gap when the next round finds it again.
 *
 * <p>What is known stands here, taken apart for one step. {@link Questions} goes through a round, {@link Findings} decides what
 * it comes to.
 */
final class Completing {

    final SessionStep step;
    final Now now;

    Ledger ledger;
    BalanceWatch watch;
    List<Gap> gaps;
    long gapsOpened;
    Now cleanAt;
    Option<Instant> repairedUntil;
    boolean sinkFull;
    Option<Moment> missingAt;

    private final Inquiry inquiry;
    private @Nullable Inquiring inquiring;

    Completing(SessionStep step, Completeness before, Now now) {
        this.step = step;
        this.now = now;
        ledger = before.ledger();
        watch = before.watch();
        gaps = before.gaps();
        gapsOpened = before.gapsOpened();
        cleanAt = before.cleanAt();
        repairedUntil = before.repairedUntil();
        sinkFull = before.sinkFull();
        missingAt = before.missingAt();
        inquiry = before.inquiry();
    }

    Completeness state() {
        return new Completeness(
                ledger,
                watch,
                gaps,
                gapsOpened,
                cleanAt,
                repairedUntil,
                sinkFull,
                missingAt,
                inquiring == null ? inquiry : inquiring.state());
    }

    Inquiring inquiring() {
        if (inquiring == null) {
            inquiring = new Inquiring(inquiry);
        }
        return inquiring;
    }

    Questions questions() {
        return new Questions(this);
    }

    Findings findings() {
        return new Findings(this);
    }

    Option<Gap> gap(GapReason reason) {
        return gaps.find(gap -> gap.reason() == reason);
    }

    /** Returns the exchange's time up to which nothing is known to be missing. */
    Instant completeUntil() {
        Instant until = cleanAt.time();
        for (Gap gap : gaps) {
            until = gap.since().time().isBefore(until) ? gap.since().time() : until;
        }
        Instant known = until;
        return repairedUntil.filter(repaired -> repaired.isAfter(known)).getOrElse(known);
    }

    // The beginning.

    void open(Optional<Checkpoint> checkpoint) {
        cleanAt = now;
        inquiring().promisedFrom = now.time();
        if (checkpoint.isEmpty()) {
            openGap(GapReason.STARTING, now);
            return;
        }
        Instant since = checkpoint.get().completeUntil();
        Now then = new Now(now.moment().plus(Duration.between(now.time(), since)), since);
        ledger = Ledger.resumed(checkpoint.get(), now);
        inquiring().promisedFrom = since.minus(SessionSettings.OVERLAP);
        cleanAt = then;
        openGap(GapReason.RESUMED, then);
    }

    /** The exchange's clock is not what it seemed to be when the stream was opened. */
    void correctClock(Duration ahead) {
        if (gap(GapReason.STARTING).isDefined() && !ahead.isZero()) {
            Gap gap = gap(GapReason.STARTING).get();
            gaps = gaps.replace(gap, gap.since(gap.since().corrected(ahead)));
            inquiring().promisedFrom = inquiring().promisedFrom.plus(ahead);
            cleanAt = cleanAt.corrected(ahead);
        }
    }

    // What the stream tells.

    void tell(AccountEvent event, int bytes, Moment at) {
        if (sinkFull) {
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
            Ledger.Merged merged = ledger.merge(update, now, true);
            ledger = merged.ledger();
            watch = watch.hearing(update, at);
            if (merged.news().isEmpty()) {
                step.tally = step.tally.anotherRepeated();
                return false;
            }
            deliver(merged.news().get(), bytes);
            boolean whole = merged.entry().isWhole();
            // While a gap is open, that is what it is about; it does not close before all fills add up.
            if (!whole && gaps.isEmpty() && step.overlaps()) {
                // The fill that is missing may come over the other connection yet.
                missingAt = Option.some(now.moment().plus(SessionSettings.RETIRE_AFTER));
            } else if (!whole && gaps.isEmpty()) {
                openEnded(GapReason.FILL_MISSING, cleanAt);
            }
            return true;
        }

        @Override
        public Boolean accountUpdate(AccountUpdate update) {
            if (!step.wanted.contains(Channel.BALANCES)) {
                return false;
            }
            if (watch.hasHeard(update)) {
                step.tally = step.tally.anotherRepeated();
                return false;
            }
            watch = watch.hearing(update, at, step.wanted.contains(Channel.ORDERS));
            deliver(update, bytes);
            return true;
        }

        @Override
        public Boolean accountSnapshot(AccountSnapshot snapshot) {
            if (!step.wanted.contains(Channel.BALANCES)) {
                return false;
            }
            watch = watch.hearing(snapshot.balances().orElse(java.util.List.of()), at);
            deliver(snapshot, bytes);
            return true;
        }

        @Override
        public Boolean unrecognized(Unrecognized message) {
            deliver(message, bytes);
            return true;
        }
    }

    void deliver(AccountEvent event, int bytes) {
        step.act(new SessionAction.Deliver(event, bytes));
        step.tally = step.tally.anotherDelivered();
        save();
    }

    void save() {
        if (step.settings.checkpoints()) {
            step.act(new SessionAction.SaveCheckpoint(new Position(completeUntil(), ledger)));
        }
    }

    // Gaps.

    /** Opens a gap whose cause has not ended; one that is open for the same reason goes on. */
    void openGap(GapReason reason, Now since) {
        Option<Gap> open = gap(reason);
        if (open.isDefined()) {
            if (open.get().endedAt().isDefined()) {
                gaps = gaps.replace(open.get(), open.get().lasting());
            }
            return;
        }
        repairedUntil = repairedUntil.map(until -> since.time().isBefore(until) ? since.time() : until);
        Gap gap = new Gap(gapsOpened + 1, reason, since, now.moment(), Option.none(), 0, 0);
        gapsOpened = gap.number();
        gaps = gaps.append(gap);
        step.act(new SessionAction.Notify(gap.opened()));
    }

    /** Opens a gap whose cause is over already. */
    void openEnded(GapReason reason, Now since) {
        openGap(reason, since);
        Gap gap = gap(reason).get();
        gaps = gaps.replace(gap, gap.ended(now.moment()));
        roundSoon();
    }

    /** Whoever gives a connection up may know that it had been no good for a while, in spite of what was heard. */
    Now lastCertain(Phase.Connected connected) {
        Now alive = connected.keyAliveAt();
        return cleanAt.moment().compareTo(alive.moment()) < 0 ? cleanAt : alive;
    }

    /** The stream is whole again: everything wanted is acknowledged. */
    void connected() {
        gaps = gaps.map(
                gap -> gap.endedAt().isEmpty() && gap.reason() != GapReason.OVERFLOW ? gap.ended(now.moment()) : gap);
        roundSoon();
    }

    /** Key and connection were replaced: nobody knows what the exchange did with the old one meanwhile. */
    void rotated() {
        if (gaps.isEmpty()) {
            inquiring().roundAt = Option.some(Moments.earliest(
                    now.moment().plus(SessionSettings.REST_LAG),
                    inquiring().roundAt.getOrNull()));
        }
    }

    /** At once, but not more often than REST can have something new to tell. */
    void roundSoon() {
        Moment earliest = inquiring()
                .begunAt
                .map(begun -> Moments.latest(begun.plus(SessionSettings.REST_LAG), now.moment()))
                .getOrElse(now.moment());
        inquiring().roundAt = Option.some(earliest);
    }

    void overflowed(Now since) {
        openEnded(GapReason.OVERFLOW, since);
    }

    void sinkFull() {
        sinkFull = true;
    }

    void sinkReady() {
        sinkFull = false;
        Option<Gap> overflow = gap(GapReason.OVERFLOW);
        if (overflow.isDefined()) {
            gaps = gaps.replace(overflow.get(), overflow.get().ended(now.moment()));
            roundSoon();
        }
    }

    private Inquiry standing() {
        return inquiring == null ? inquiry : inquiring.state();
    }

    // What time brings.

    void tick() {
        Moment unexplained = watch.deadline();
        if (unexplained != null && now.moment().hasReached(unexplained)) {
            watch = watch.explained();
            openEnded(GapReason.ORDER_MISSING, cleanAt);
        }
        if (missingAt.exists(now.moment()::hasReached)) {
            missingAt = Option.none();
            if (gaps.isEmpty() && !ledger.isWhole()) {
                openEnded(GapReason.FILL_MISSING, cleanAt);
            }
        }
        Inquiry standing = standing();
        if (standing.delivering().isDefined()) {
            findings().deliverNews();
        } else if (standing.asking().isDefined()) {
            questions().tick(standing.asking().get());
        } else if (gaps.isEmpty() && isRoundDue(standing) && now.moment().hasReached(standing.overdueAt())) {
            // Whoever keeps it waiting: without a second witness for so long, nobody knows.
            openEnded(GapReason.AUDIT, cleanAt);
        }
    }

    private boolean isRoundDue(Inquiry standing) {
        return step.attempt.isSubscribed() && !sinkFull && standing.isRoundDue(now.moment());
    }

    /** It is this session's turn to ask. */
    void turnCame() {
        if (isRoundDue(standing())) {
            questions().begin();
        }
    }

    /** A channel that was not wanted is wanted: what happened to it in between was not told. */
    void channelWanted() {
        openGap(GapReason.STARTING, cleanAt);
    }
}

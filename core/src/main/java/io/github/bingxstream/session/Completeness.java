package io.github.bingxstream.session;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.OrderUpdate;
import io.vavr.collection.List;
import io.vavr.collection.Queue;
import io.vavr.control.Option;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about completeness: what was delivered, which gaps are open, and how far the round is that asks REST.
 *
 * @param ledger what was delivered of each order
 * @param watch what balances betray
 * @param gaps the open gaps, oldest first
 * @param gapsOpened how many gaps have been opened
 * @param cleanAt the last time at which REST confirmed that nothing was missing
 * @param repairedUntil how far a repair that takes several rounds has come
 * @param sinkFull whether the sink has no room
 * @param missingAt when a fill that has not come yet counts as missing; empty when none is awaited
 * @param inquiry how far REST was asked
 */
record Completeness(
        Ledger ledger,
        BalanceWatch watch,
        List<Gap> gaps,
        long gapsOpened,
        Now cleanAt,
        Option<Instant> repairedUntil,
        boolean sinkFull,
        Option<Moment> missingAt,
        Inquiry inquiry) {

    /**
     * A question under way, or one that has to be asked again.
     *
     * @param round what was answered so far
     * @param ask the question
     * @param query its number
     * @param answerBy from then on it counts as unanswered
     * @param againAt when to ask it again; empty while an answer is awaited
     * @param stale whether the answer does not matter any more; it is awaited all the same, for one question is asked at a
     *     time
     */
    record Asking(Round round, Ask ask, long query, Moment answerBy, Option<Moment> againAt, boolean stale) {
        Asking abandoned() {
            return new Asking(round, ask, query, answerBy, againAt, true);
        }

        Moment deadline() {
            return againAt.getOrElse(answerBy);
        }
    }

    /** What a finished round found. */
    record Delivering(Round round, Queue<OrderUpdate> news, Option<String> doubt) {}

    static Completeness begin(Now now) {
        return new Completeness(
                Ledger.EMPTY,
                BalanceWatch.EMPTY,
                List.empty(),
                0,
                now,
                Option.none(),
                false,
                Option.none(),
                Inquiry.begin(now));
    }

    Option<Gap> gap(GapReason reason) {
        return gaps.find(gap -> gap.reason() == reason);
    }

    /** Returns when something must be decided, if anything; a round begins only when the stream is ready for it. */
    @Nullable
    Moment deadline(Moment now, boolean ready) {
        Moment earliest = Moments.earlier(watch.deadline(), missingAt.getOrNull());
        if (inquiry.delivering().isDefined()) {
            return sinkFull ? earliest : Moments.earliest(now, earliest);
        }
        if (inquiry.asking().isDefined()) {
            return Moments.earliest(inquiry.asking().get().deadline(), earliest);
        }
        Moment roundAt = inquiry.roundAt().getOrNull();
        if (!ready || sinkFull || roundAt == null) {
            return earliest;
        }
        if (!now.hasReached(roundAt)) {
            return Moments.earliest(roundAt, earliest);
        }
        // It waits for its turn. While a gap is open, that takes as long as it takes.
        return gaps.isEmpty() ? Moments.earliest(inquiry.overdueAt(), earliest) : earliest;
    }

    /** Returns whether something is missing, or seems to be. */
    boolean isAmiss() {
        return !gaps.isEmpty() || inquiry.isSuspicious();
    }

    /** Returns whether a round is to begin as soon as its turn comes. */
    boolean isRoundDue(Moment now) {
        return !sinkFull && inquiry.isRoundDue(now);
    }
}

package io.github.bingxstream.session;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.OrderUpdate;
import io.vavr.collection.HashSet;
import io.vavr.collection.List;
import io.vavr.collection.Queue;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import java.time.Instant;

/**
 * What is known about completeness: what was delivered, which gaps are open, and how far the round is that asks REST.
 *
 * @param ledger what was delivered of each order
 * @param watch what balances betray
 * @param gaps the open gaps, oldest first
 * @param gapsOpened how many gaps have been opened
 * @param cleanAt the last time at which REST confirmed that nothing was missing
 * @param promisedFrom what happened before is no news
 * @param asking the question under way; empty between rounds
 * @param delivering what a finished round still has to deliver; empty when there is none
 * @param queries how many questions were asked
 * @param begunAt when the last round was begun; empty before the first
 * @param roundAt when the next round is to begin; empty when nothing calls for one
 * @param roundFailures how many questions and rounds in a row gave no clear picture
 * @param doubts how many rounds in a row were answered and gave no clear picture
 * @param repairedUntil how far a repair that takes several rounds has come
 * @param suspects what REST told in the last audit and the stream had not
 * @param sinkFull whether the sink has no room
 * @param suspectedAt when a lost frame last made the connection suspect
 * @param missingAt when a fill that has not come yet counts as missing; empty when none is awaited
 * @param trouble why REST cannot be believed yet, in one line; empty when it can
 */
record Completeness(
        Ledger ledger,
        BalanceWatch watch,
        List<Gap> gaps,
        long gapsOpened,
        Now cleanAt,
        Instant promisedFrom,
        Option<Asking> asking,
        Option<Delivering> delivering,
        long queries,
        Option<Moment> begunAt,
        Option<Moment> roundAt,
        int roundFailures,
        int doubts,
        Option<Instant> repairedUntil,
        Set<String> suspects,
        boolean sinkFull,
        Option<Moment> suspectedAt,
        Option<Moment> missingAt,
        String trouble) {

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
                now.time(),
                Option.none(),
                Option.none(),
                0,
                Option.none(),
                Option.none(),
                0,
                0,
                Option.none(),
                HashSet.empty(),
                false,
                Option.none(),
                Option.none(),
                "");
    }

    Option<Gap> gap(GapReason reason) {
        return gaps.find(gap -> gap.reason() == reason);
    }

    /** Returns when something must be decided; a round begins only when the stream is ready for it. */
    Option<Moment> deadline(Moment now, boolean ready) {
        Option<Moment> earliest = Moments.earliest(watch.deadline(), missingAt);
        if (delivering.isDefined()) {
            return sinkFull ? earliest : Moments.earliest(now, earliest);
        }
        if (asking.isDefined()) {
            return Moments.earliest(asking.get().deadline(), earliest);
        }
        boolean ahead = ready && !sinkFull && roundAt.exists(at -> !now.hasReached(at));
        return ahead ? Moments.earliest(roundAt, earliest) : earliest;
    }

    /** Returns whether a round is to begin as soon as its turn comes. */
    boolean isRoundDue(Moment now) {
        return !sinkFull && asking.isEmpty() && delivering.isEmpty() && roundAt.exists(now::hasReached);
    }
}

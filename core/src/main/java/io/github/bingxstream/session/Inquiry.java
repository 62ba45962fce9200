package io.github.bingxstream.session;

import io.github.bingxstream.domain.Moment;
import io.vavr.collection.HashSet;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import java.time.Instant;

/**
 * How far REST was asked, and what came of it.
 *
 * @param promisedFrom what happened before is no news
 * @param asking the question under way; empty between rounds
 * @param delivering what a finished round still has to deliver; empty when there is none
 * @param queries how many questions were asked
 * @param begunAt when the last round was begun; empty before the first
 * @param roundAt when the next round is to begin; empty when nothing calls for one
 * @param roundFailures how many questions and rounds in a row gave no clear picture
 * @param doubts how many rounds in a row were answered and gave no clear picture
 * @param suspects what REST told in the last audit and the stream had not
 * @param suspectedAt when a lost frame last made the connection suspect
 * @param trouble why REST cannot be believed yet, in one line; empty when it can
 */
record Inquiry(
        Instant promisedFrom,
        Option<Completeness.Asking> asking,
        Option<Completeness.Delivering> delivering,
        long queries,
        Option<Moment> begunAt,
        Option<Moment> roundAt,
        int roundFailures,
        int doubts,
        Set<String> suspects,
        Option<Moment> suspectedAt,
        String trouble) {

    /** Returns whether a round is to begin as soon as its turn comes. */
    boolean isRoundDue(Moment now) {
        return roundAt.isDefined() && now.hasReached(roundAt.get()) && asking.isEmpty() && delivering.isEmpty();
    }

    /** Returns when a round that is due will have waited for too long to call the stream complete without it. */
    Moment overdueAt() {
        return roundAt.get().plus(SessionSettings.AUDIT_OVERDUE);
    }

    /** Returns whether something seems to be amiss, and the next round is to tell. */
    boolean isSuspicious() {
        return doubts > 0 || !suspects.isEmpty();
    }

    static Inquiry begin(Now now) {
        return new Inquiry(
                now.time(),
                Option.none(),
                Option.none(),
                0,
                Option.none(),
                Option.none(),
                0,
                0,
                HashSet.empty(),
                Option.none(),
                "");
    }
}

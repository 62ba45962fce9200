package io.github.bingxstream.session;

import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;
import io.vavr.control.Option;

/**
 * A gap that is open. There is at most one for each reason: what happens again while it is open makes it last.
 *
 * @param number counted from 1
 * @param reason why
 * @param since the last moment at which nothing was known to be missing
 * @param openedAt when it was announced
 * @param endedAt when its cause had ended; empty as long as it has not
 * @param fills how many fills REST told meanwhile
 * @param orders how many other order changes REST told meanwhile
 */
record Gap(long number, GapReason reason, Now since, Moment openedAt, Option<Moment> endedAt, int fills, int orders) {

    Gap since(Now other) {
        return new Gap(number, reason, other, openedAt, endedAt, fills, orders);
    }

    Gap ended(Moment at) {
        return new Gap(number, reason, since, openedAt, Option.some(at), fills, orders);
    }

    Gap lasting() {
        return new Gap(number, reason, since, openedAt, Option.none(), fills, orders);
    }

    Gap repaired(int moreFills, int moreOrders) {
        return new Gap(number, reason, since, openedAt, endedAt, fills + moreFills, orders + moreOrders);
    }

    /** Tells whether REST, asked at {@code askedAt}, is at least as new as this gap's end. */
    boolean isCoveredBy(Moment askedAt) {
        return endedAt.exists(end -> askedAt.hasReached(end.plus(SessionSettings.REST_LAG)));
    }

    StreamNotice.GapOpened opened() {
        return new StreamNotice.GapOpened(number, reason, since.time());
    }

    StreamNotice.GapClosed closed(Moment now) {
        return new StreamNotice.GapClosed(number, reason, fills, orders, now.since(openedAt));
    }
}

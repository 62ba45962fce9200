package io.github.bingxstream.session;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.Failure;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Outcome;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Treatment;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks REST, one question at a time, and goes from answer to answer until a round is through; within one step. */
final class Questions {

    private final Completing all;

    Questions(Completing all) {
        this.all = all;
    }

    // What time brings.

    void tick(Completeness.Asking asking) {
        if (asking.stale() && now().hasReached(asking.answerBy())) {
            all.inquiring().finished();
        } else if (asking.againAt().exists(now()::hasReached)) {
            ask(asking.round(), asking.ask());
        } else if (asking.againAt().isEmpty() && now().hasReached(asking.answerBy())) {
            failed("REST did not answer", Duration.ZERO);
        }
    }

    private Moment now() {
        return all.now.moment();
    }

    private void awaiting(Completeness.Asking question) {
        all.inquiring().asking = Option.some(question);
        all.inquiring().queries = question.query();
        all.inquiring().roundAt = Option.none();
    }

    // A round.

    void begin() {
        // A clock that was set back must not hide what happens now.
        Instant until = all.completeUntil().isAfter(all.now.time()) ? all.now.time() : all.completeUntil();
        Instant from = all.repairedUntil.getOrElse(until.minus(SessionSettings.OVERLAP));
        Instant latest =
                all.gap(GapReason.RESUMED).isDefined() ? all.now.time().minus(SessionSettings.OVERLAP) : all.now.time();
        if (all.inquiring().promisedFrom.isAfter(latest)) {
            all.inquiring().promisedFrom = latest;
        }
        if (all.cleanAt.time().isAfter(all.now.time())) {
            all.cleanAt = all.now.minus(SessionSettings.REST_LAG);
        }
        Instant first = all.inquiring().promisedFrom.truncatedTo(ChronoUnit.SECONDS);
        Round round = Round.begin(all.now, from.isBefore(first) ? first : from);
        all.inquiring().begunAt = Option.some(now());
        all.inquiring().roundAt = Option.none();
        ask(round, all.step.wanted.contains(Channel.ORDERS) ? new Ask.OpenOrders() : new Ask.Balances());
    }

    private void ask(Round round, Ask ask) {
        long query = all.inquiring().queries + 1;
        Round asking = ask instanceof Ask.Balances ? round.askingBalances(now()) : round;
        if (ask instanceof Ask.OpenOrders) {
            // Perhaps not for the first time: a round counts from here.
            asking = Round.begin(all.now, round.from());
        }
        awaiting(new Completeness.Asking(
                asking, ask, query, now().plus(SessionSettings.QUERY_ANSWER_LIMIT), Option.none(), false));
        all.step.act(ask.action(query, asking));
    }

    void balancesTold(SessionInput.BalancesTold in) {
        answered(
                in.query(),
                in.outcome(),
                in.retryAfter(),
                asking -> balances -> all.findings().finish(asking.round().balanced(balances)));
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
            long query, Outcome<T> outcome, Duration retryAfter, Function<Completeness.Asking, Consumer<T>> next) {
        if (!all.inquiring()
                .asking
                .exists(asking -> asking.query() == query && asking.againAt().isEmpty())) {
            return;
        }
        Completeness.Asking asking = all.inquiring().asking.get();
        if (asking.stale()) {
            all.inquiring().finished();
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
                Questions.this.failed(failure.detail(), retryAfter);
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
            all.step.end(StreamNotice.Closed.refused(refusal));
        } else {
            failed(refusal.describe(), retryAfter);
        }
    }

    /** The same question is asked again: what was answered before stays true, for a round counts from its beginning. */
    private void failed(String why, Duration pause) {
        if (all.gaps.isEmpty()
                && now().hasReached(all.cleanAt.moment().plus(all.findings().overdueAfter()))) {
            // Without a second witness for so long, nobody knows.
            all.openEnded(GapReason.AUDIT, all.cleanAt);
        }
        Completeness.Asking asking = all.inquiring().asking.get();
        Duration wait = SessionStep.shorter(pause, SessionSettings.PAUSE_MAX)
                .plus(SessionSettings.ROUND_BACKOFF.delay(all.inquiring().roundFailures, all.step.draw()));
        all.inquiring().failing(why);
        awaiting(new Completeness.Asking(
                asking.round(), asking.ask(), asking.query(), asking.answerBy(), Option.some(now().plus(wait)), false));
    }

    private void goOn(Round.Step after) {
        Option<Ask> next = after.next().orElse(() -> reconciler(after.round()).missing());
        Moment settled = after.round().startedAt().moment().plus(SessionSettings.REST_LAG);
        if (next.exists(ask -> ask.equals(Ask.ClosedOrders.FIRST))
                && isConclusive(after.round())
                && !now().hasReached(settled)) {
            askLater(after.round(), next.get(), settled);
        } else if (next.isDefined()) {
            ask(after.round(), next.get());
        } else if (all.step.wanted.contains(Channel.BALANCES) && !after.round().cut()) {
            ask(after.round(), new Ask.Balances());
        } else {
            all.findings().finish(after.round());
        }
    }

    /**
     * An order that ends while REST is asked is in the list of the open ones or in that of the closed ones only if the second
     * is the newer one. As REST lags, that takes a wait; not in a round that will not be the last anyway.
     */
    private boolean isConclusive(Round round) {
        return all.gaps.isEmpty()
                || all.gaps.exists(gap -> gap.isCoveredBy(round.startedAt().moment()));
    }

    private void askLater(Round round, Ask ask, Moment at) {
        awaiting(new Completeness.Asking(round, ask, all.inquiring().queries, at, Option.some(at), false));
    }

    Reconciler reconciler(Round round) {
        return new Reconciler(all.ledger, round, all.inquiring().promisedFrom, all.now, all.step.attempt.epoch());
    }
}

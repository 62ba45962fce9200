package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.UpdateReason;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import io.vavr.collection.HashSet;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What balances betray about frames that did not come: a balance that moved because of an order of which nothing was told, and
 * one that REST tells otherwise than last time although no push came between.
 *
 * @param pushed when a push last told of an asset
 * @param ordered when an order update last told of an asset
 * @param unexplained moves because of an order that no order update has explained yet, oldest first
 * @param told the balances that REST told last
 * @param askedAt when it was asked for them
 * @param recent the account updates of late, to recognise repetitions
 */
record BalanceWatch(
        Map<Asset, Moment> pushed,
        Map<Asset, Moment> ordered,
        Vector<Move> unexplained,
        Map<Asset, Standing> told,
        Option<Moment> askedAt,
        Recent recent) {

    /** Twice what an exchange lists. Beyond that, what is known of assets is forgotten, and the audit asks again. */
    private static final int ASSETS_MAX = 10_000;

    private static final int MOVES_MAX = 1_000;
    private static final int RECENT_MAX = 256;

    static final BalanceWatch EMPTY = new BalanceWatch(
            HashMap.empty(), HashMap.empty(), Vector.empty(), HashMap.empty(), Option.none(), Recent.NONE);

    /** Balances that moved because of an order. */
    record Move(Set<Asset> assets, Moment at) {}

    /** One balance as REST tells it. */
    record Standing(Option<BigDecimal> free, Option<BigDecimal> locked) {

        static Standing of(Balance balance) {
            return new Standing(
                    Option.ofOptional(balance.free()).map(BigDecimal::stripTrailingZeros),
                    Option.ofOptional(balance.locked()).map(BigDecimal::stripTrailingZeros));
        }

        boolean isNothing() {
            return free.forAll(each -> each.signum() == 0) && locked.forAll(each -> each.signum() == 0);
        }
    }

    /** What an account update says, whichever connection told it. */
    record Content(
            Optional<Instant> eventTime,
            Optional<Instant> transactionTime,
            String reason,
            List<BalanceChange> changes) {

        static Content of(AccountUpdate update) {
            return new Content(
                    update.origin().eventTime(),
                    update.transactionTime(),
                    update.reason().text(),
                    update.changes());
        }
    }

    /** What account updates of late said. */
    record Recent(Vector<Content> inOrder, Set<Content> all) {

        static final Recent NONE = new Recent(Vector.empty(), HashSet.empty());

        Recent with(Content content) {
            if (inOrder.size() < RECENT_MAX) {
                return new Recent(inOrder.append(content), all.add(content));
            }
            return new Recent(
                    inOrder.tail().append(content), all.remove(inOrder.head()).add(content));
        }
    }

    /** Tells whether the same was told before: over another connection, or twice by the exchange. */
    boolean hasHeard(AccountUpdate update) {
        return recent.all().contains(Content.of(update));
    }

    BalanceWatch hearing(AccountUpdate update, Moment at, boolean ordersWanted) {
        Set<Asset> moved = HashSet.ofAll(update.changes())
                .filter(change -> change.change().signum() != 0)
                .map(BalanceChange::asset);
        boolean byOrder = ordersWanted && update.reason().is(UpdateReason.ORDER) && !moved.isEmpty();
        boolean explained = moved.exists(asset -> ordered.get(asset).exists(told -> isLate(told, at)));
        Vector<Move> open = byOrder && !explained ? appended(new Move(moved, at)) : unexplained;
        return new BalanceWatch(
                stamped(pushed, update.changes(), at), ordered, open, told, askedAt, recent.with(Content.of(update)));
    }

    private Vector<Move> appended(Move move) {
        Vector<Move> moves = unexplained.append(move);
        return moves.size() > MOVES_MAX ? moves.tail() : moves;
    }

    /** Balances were pushed as they stand. */
    BalanceWatch hearing(Iterable<Balance> balances, Moment at) {
        Map<Asset, Moment> stamped = pushed;
        for (Balance balance : balances) {
            stamped = stamped.put(balance.asset(), at);
        }
        return new BalanceWatch(withinLimit(stamped), ordered, unexplained, told, askedAt, recent);
    }

    BalanceWatch hearing(OrderUpdate update, Moment at) {
        Set<Asset> assets = assetsOf(update);
        Map<Asset, Moment> stamped = ordered;
        for (Asset asset : assets) {
            stamped = stamped.put(asset, at);
        }
        Vector<Move> open = unexplained.isEmpty()
                ? unexplained
                : unexplained.filter(move -> !move.assets().exists(assets::contains));
        return new BalanceWatch(pushed, withinLimit(stamped), open, told, askedAt, recent);
    }

    /** Returns when the oldest move counts as betraying a lost order update. */
    Option<Moment> deadline() {
        return unexplained.headOption().map(move -> move.at().plus(SessionSettings.EXPLAIN_LIMIT));
    }

    BalanceWatch explained() {
        return new BalanceWatch(pushed, ordered, Vector.empty(), told, askedAt, recent);
    }

    /** REST confirmed that nothing was missing up to a moment. */
    BalanceWatch confirmed(Moment until) {
        return new BalanceWatch(
                pushed, ordered, unexplained.filter(move -> !until.hasReached(move.at())), told, askedAt, recent);
    }

    /** Names the balances that REST tells otherwise than last time, although no push told of them since. */
    Set<String> contradicted(Iterable<Balance> balances) {
        if (askedAt.isEmpty()) {
            return HashSet.empty();
        }
        // What was pushed a little earlier may not have reached REST when it was asked.
        Moment before = askedAt.get().plus(SessionSettings.REST_LAG.negated());
        Map<Asset, Standing> standing = HashMap.ofEntries(standings(balances));
        return standing.keySet()
                .addAll(told.keySet())
                .filter(asset -> !isTheSame(told.get(asset), standing.get(asset))
                        && !pushed.get(asset).exists(at -> at.hasReached(before)))
                .map(asset -> asset + " stands at " + standing.get(asset).getOrElse(NOTHING));
    }

    /** What is not listed is nothing. */
    private static boolean isTheSame(Option<Standing> one, Option<Standing> other) {
        return one.equals(other) || (one.forAll(Standing::isNothing) && other.forAll(Standing::isNothing));
    }

    private static final Standing NOTHING = new Standing(Option.none(), Option.none());

    private static Iterable<Tuple2<Asset, Standing>> standings(Iterable<Balance> balances) {
        return io.vavr.collection.List.ofAll(balances).map(balance -> Tuple.of(balance.asset(), Standing.of(balance)));
    }

    /** REST told all balances. */
    BalanceWatch told(Iterable<Balance> balances, Moment asked) {
        return new BalanceWatch(
                pushed, ordered, unexplained, HashMap.ofEntries(standings(balances)), Option.some(asked), recent);
    }

    /** Tells whether a push has told of an asset since a moment. */
    boolean isPushedSince(Asset asset, Moment since) {
        return pushed.get(asset).exists(at -> at.hasReached(since));
    }

    private static boolean isLate(Moment told, Moment at) {
        return told.plus(SessionSettings.EXPLAIN_LIMIT).hasReached(at);
    }

    private static Set<Asset> assetsOf(OrderUpdate update) {
        Set<Asset> assets = HashSet.of(new Asset(update.symbol().base()));
        String quote = update.symbol().quote();
        Set<Asset> both = quote.isEmpty() ? assets : assets.add(new Asset(quote));
        return update.fill()
                .flatMap(Fill::fee)
                .flatMap(Fee::asset)
                .map(both::add)
                .orElse(both);
    }

    private static Map<Asset, Moment> stamped(Map<Asset, Moment> all, Iterable<BalanceChange> changes, Moment at) {
        Map<Asset, Moment> stamped = all;
        for (BalanceChange change : changes) {
            stamped = stamped.put(change.asset(), at);
        }
        return withinLimit(stamped);
    }

    private static Map<Asset, Moment> withinLimit(Map<Asset, Moment> all) {
        return all.size() > ASSETS_MAX ? HashMap.empty() : all;
    }
}

package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Fee;
import io.github.bingxstream.domain.Fill;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.OrderUpdate;
import io.github.bingxstream.domain.Symbol;
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
import org.jspecify.annotations.Nullable;

/**
 * What balances betray about frames that did not come: a balance that moved because of an order of which nothing was told, and
 * one that REST tells otherwise than last time although no push came between.
 *
 * @param pushed when a push last told of an asset
 * @param ordered when an order update last told of an asset, to a grain
 * @param pairs the assets of the symbols that orders told of
 * @param unexplained moves because of an order that no order update has explained yet, oldest first
 * @param told the balances that REST told last
 * @param askedAt when it was asked for them
 * @param recent the account updates of late, to recognise repetitions
 */
record BalanceWatch(
        Map<Asset, Moment> pushed,
        Map<Asset, Moment> ordered,
        Map<Symbol, Pair> pairs,
        Vector<Move> unexplained,
        Map<Asset, Standing> told,
        Option<Moment> askedAt,
        Recent recent) {

    /** Twice what an exchange lists. Beyond that, what is known of assets is forgotten, and the audit asks again. */
    private static final int ASSETS_MAX = 10_000;

    private static final int MOVES_MAX = 1_000;
    private static final int RECENT_MAX = 256;

    static final BalanceWatch EMPTY = new BalanceWatch(
            HashMap.empty(),
            HashMap.empty(),
            HashMap.empty(),
            Vector.empty(),
            HashMap.empty(),
            Option.none(),
            Recent.NONE);

    /** The assets of a symbol. */
    record Pair(Asset base, @Nullable Asset quote) {
        static Pair of(Symbol symbol) {
            String quote = symbol.quote();
            return new Pair(new Asset(symbol.base()), quote.isEmpty() ? null : new Asset(quote));
        }
    }

    /** Balances that moved because of an order. */
    record Move(Set<Asset> assets, Moment at) {
        boolean isOf(@Nullable Asset asset) {
            return asset != null && assets.contains(asset);
        }
    }

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

        /** Not of all, for members without a meaning are read when they are asked for, and that takes its time. */
        @Override
        public int hashCode() {
            int hash = 31 * eventTime.hashCode() + transactionTime.hashCode();
            for (BalanceChange change : changes) {
                hash = 31 * hash + change.walletBalance().hashCode();
            }
            return hash;
        }
    }

    /**
     * What account updates of late said: the last {@link #RECENT_MAX}, and some before them.
     *
     * @param late the latest
     * @param early those before; forgotten all at once, when there are enough of the latest
     */
    record Recent(Set<Content> late, Set<Content> early) {

        static final Recent NONE = new Recent(HashSet.empty(), HashSet.empty());

        boolean contains(Content content) {
            return late.contains(content) || early.contains(content);
        }

        Recent with(Content content) {
            return late.size() < RECENT_MAX
                    ? new Recent(late.add(content), early)
                    : new Recent(HashSet.of(content), late);
        }
    }

    /** Tells whether the same was told before: over another connection, or twice by the exchange. */
    boolean hasHeard(AccountUpdate update) {
        return recent.contains(Content.of(update));
    }

    BalanceWatch hearing(AccountUpdate update, Moment at, boolean ordersWanted) {
        boolean betrays = ordersWanted && update.reason().is(UpdateReason.ORDER) && isUnexplained(update, at);
        return new BalanceWatch(
                stamped(pushed, update.changes(), at),
                ordered,
                pairs,
                betrays ? appended(new Move(moved(update), at)) : unexplained,
                told,
                askedAt,
                recent.with(Content.of(update)));
    }

    /** Tells whether a balance moved, and none of those that did belongs to an order that was told of lately. */
    private boolean isUnexplained(AccountUpdate update, Moment at) {
        boolean moves = false;
        for (BalanceChange change : update.changes()) {
            if (change.change().signum() != 0) {
                moves = true;
                Moment last = ordered.get(change.asset()).getOrNull();
                if (last != null && isLate(last, at)) {
                    return false;
                }
            }
        }
        return moves;
    }

    private static Set<Asset> moved(AccountUpdate update) {
        return HashSet.ofAll(update.changes())
                .filter(change -> change.change().signum() != 0)
                .map(BalanceChange::asset);
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
        return new BalanceWatch(withinLimit(stamped), ordered, pairs, unexplained, told, askedAt, recent);
    }

    BalanceWatch hearing(OrderUpdate update, Moment at) {
        Pair known = pairs.get(update.symbol()).getOrNull();
        Pair pair = known == null ? Pair.of(update.symbol()) : known;
        Asset fee = feeAsset(update);
        boolean isNews = known == null || isStale(pair.base(), at) || isStale(pair.quote(), at) || isStale(fee, at);
        if (!isNews && unexplained.isEmpty()) {
            return this;
        }
        return new BalanceWatch(
                pushed,
                withinLimit(stamped(stamped(stamped(ordered, pair.base(), at), pair.quote(), at), fee, at)),
                known == null ? withinLimit(pairs.put(update.symbol(), pair)) : pairs,
                unexplained.reject(move -> move.isOf(pair.base()) || move.isOf(pair.quote()) || move.isOf(fee)),
                told,
                askedAt,
                recent);
    }

    /** On a busy stream a symbol is told of many times a second, and one stamp is as good as another. */
    private boolean isStale(@Nullable Asset asset, Moment at) {
        if (asset == null) {
            return false;
        }
        Moment last = ordered.get(asset).getOrNull();
        return last == null || Moments.isNoticeablyLater(at, last);
    }

    private static Map<Asset, Moment> stamped(Map<Asset, Moment> all, @Nullable Asset asset, Moment at) {
        return asset == null ? all : all.put(asset, at);
    }

    private static @Nullable Asset feeAsset(OrderUpdate update) {
        return update.fill().flatMap(Fill::fee).flatMap(Fee::asset).orElse(null);
    }

    /** Returns when the oldest move counts as betraying a lost order update, if there is one. */
    @Nullable
    Moment deadline() {
        return unexplained.isEmpty() ? null : unexplained.head().at().plus(SessionSettings.EXPLAIN_LIMIT);
    }

    BalanceWatch explained() {
        return new BalanceWatch(pushed, ordered, pairs, Vector.empty(), told, askedAt, recent);
    }

    /** REST confirmed that nothing was missing up to a moment. */
    BalanceWatch confirmed(Moment until) {
        return new BalanceWatch(
                pushed,
                ordered,
                pairs,
                unexplained.filter(move -> !until.hasReached(move.at())),
                told,
                askedAt,
                recent);
    }

    /** Names the balances that REST tells otherwise than last time, although no push told of them since. */
    Set<String> contradicted(Iterable<Balance> balances) {
        if (askedAt.isEmpty()) {
            return HashSet.empty();
        }
        // What was pushed a little earlier may not have reached REST when it was asked.
        Moment before = askedAt.get().minus(SessionSettings.REST_LAG);
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
                pushed,
                ordered,
                pairs,
                unexplained,
                HashMap.ofEntries(standings(balances)),
                Option.some(asked),
                recent);
    }

    /** Tells whether a push has told of an asset since a moment. */
    boolean isPushedSince(Asset asset, Moment since) {
        return pushed.get(asset).exists(at -> at.hasReached(since));
    }

    private static boolean isLate(Moment told, Moment at) {
        return told.plus(SessionSettings.EXPLAIN_LIMIT).hasReached(at);
    }

    private static Map<Asset, Moment> stamped(Map<Asset, Moment> all, Iterable<BalanceChange> changes, Moment at) {
        Map<Asset, Moment> stamped = all;
        for (BalanceChange change : changes) {
            stamped = stamped.put(change.asset(), at);
        }
        return withinLimit(stamped);
    }

    private static <K, V> Map<K, V> withinLimit(Map<K, V> all) {
        return all.size() > ASSETS_MAX ? HashMap.empty() : all;
    }
}

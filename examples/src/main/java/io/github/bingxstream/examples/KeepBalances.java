package io.github.bingxstream.examples;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.BalanceChange;
import io.github.bingxstream.domain.Provenance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How do I keep my balances up to date? A sink that holds them, for other threads to read.
 *
 * <p>Nothing is ever added up: the exchange sends balances as they stand after the change, and the last word on an asset counts.
 */
public final class KeepBalances implements EventSink {

    private final Map<Asset, Balance> balances = new ConcurrentHashMap<>();
    private final Set<Asset> namedSinceRest = new HashSet<>();
    private final Set<Long> gaps = new HashSet<>();
    private volatile boolean complete;

    /**
     * Returns an asset as it was told last; empty when the account has none of it. REST tells what is free and what is locked, the
     * stream tells the wallet balance and what is locked: nobody says how to make one of the other, so take what you need from
     * whoever told it.
     */
    public Optional<Balance> balance(Asset asset) {
        return Optional.ofNullable(balances.get(asset));
    }

    /** Tells whether these are the balances, or something may be missing: at the start, after the end, and in every gap. */
    public boolean isComplete() {
        return complete;
    }

    @Override
    public void event(AccountEvent event) {
        if (event instanceof AccountSnapshot snapshot) {
            boolean all = snapshot.origin().provenance() == Provenance.REST;
            snapshot.balances().ifPresent(told -> keep(told, all));
        } else if (event instanceof AccountUpdate update) {
            keep(update.changes().stream().map(KeepBalances::after).toList(), false);
        }
    }

    /**
     * A snapshot over REST names every asset there is, but for those that moved since it was asked for, of which the stream told more
     * lately. What neither names is gone. A snapshot of the stream may be one of several, and says nothing about what it leaves out.
     */
    private void keep(List<Balance> told, boolean all) {
        for (Balance balance : told) {
            balances.put(balance.asset(), balance);
            namedSinceRest.add(balance.asset());
        }
        if (all) {
            balances.keySet().retainAll(namedSinceRest);
            namedSinceRest.clear();
        }
    }

    private static Balance after(BalanceChange change) {
        return new Balance(
                change.asset(),
                Optional.empty(),
                change.locked(),
                Optional.of(change.walletBalance()),
                change.crossWalletBalance(),
                change.raw());
    }

    /** What comes while a gap is open is true, and kept; it just may not be all. Several gaps may be open at once. */
    @Override
    public void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.GapOpened gap) {
            gaps.add(gap.gap());
            complete = false;
        } else if (notice instanceof StreamNotice.GapClosed gap) {
            gaps.remove(gap.gap());
            complete = gaps.isEmpty();
        } else if (notice instanceof StreamNotice.Closed) {
            complete = false;
        }
    }
}

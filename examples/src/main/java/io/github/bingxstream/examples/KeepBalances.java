package io.github.bingxstream.examples;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.AccountSnapshot;
import io.github.bingxstream.domain.AccountUpdate;
import io.github.bingxstream.domain.Asset;
import io.github.bingxstream.domain.Balance;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.port.EventSink;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How do I keep my balances up to date? A sink that holds them, for other threads to read.
 *
 * <p>A snapshot replaces, an update changes, and neither is ever added up: the exchange sends balances as they stand after the
 * change.
 */
public final class KeepBalances implements EventSink {

    private final Map<Asset, BigDecimal> walletBalances = new ConcurrentHashMap<>();
    private volatile boolean complete;

    /** Returns the balance of an asset in its own units; empty when the exchange never mentioned it. */
    public Optional<BigDecimal> walletBalance(Asset asset) {
        return Optional.ofNullable(walletBalances.get(asset));
    }

    /** Tells whether a snapshot has come and nothing is known to be missing since. */
    public boolean isComplete() {
        return complete;
    }

    @Override
    public void event(AccountEvent event) {
        if (event instanceof AccountSnapshot snapshot) {
            snapshot.balances().ifPresent(this::replace);
        } else if (event instanceof AccountUpdate update) {
            update.changes().forEach(change -> walletBalances.put(change.asset(), change.walletBalance()));
        }
    }

    /** A snapshot of all balances makes up for every change of a balance that was missed before it. */
    private void replace(List<Balance> balances) {
        walletBalances.clear();
        for (Balance balance : balances) {
            balance.walletBalance().ifPresent(amount -> walletBalances.put(balance.asset(), amount));
        }
        complete = true;
    }

    @Override
    public void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.GapOpened) {
            complete = false;
        }
    }
}

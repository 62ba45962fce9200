package io.github.bingxstream.testkit.sandbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exact balances of one account, and what moved since the last look. Guarded by the account's lock. */
final class Ledger {
    private final Map<String, SandboxBalance> balances = new LinkedHashMap<>();
    private final Map<String, SandboxBalance> before = new LinkedHashMap<>();

    SandboxBalance balance(String asset) {
        return balances.getOrDefault(asset, new SandboxBalance(asset, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    List<SandboxBalance> balances() {
        return List.copyOf(balances.values());
    }

    /** Refuses when less than {@code amount} is free: nothing may ever go below zero. */
    void require(String asset, BigDecimal amount) {
        if (balance(asset).free().compareTo(amount) < 0) {
            throw Refusals.insufficientBalance(asset);
        }
    }

    void move(String asset, BigDecimal free, BigDecimal locked) {
        SandboxBalance old = balance(asset);
        SandboxBalance moved =
                new SandboxBalance(asset, old.free().add(free), old.locked().add(locked));
        if (moved.free().signum() < 0 || moved.locked().signum() < 0) {
            throw new IllegalStateException("balance below zero: " + moved);
        }
        before.putIfAbsent(asset, old);
        balances.put(asset, moved);
    }

    /** Every asset touched since the last call, in the order touched, even if its total is what it was. */
    List<BalanceChange> changes() {
        List<BalanceChange> changes = new ArrayList<>();
        before.forEach((asset, old) -> changes.add(new BalanceChange(old, balance(asset))));
        before.clear();
        return changes;
    }
}

package io.github.bingxstream.testkit.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of an account that learns of changes only when they have reached an age, as a database replica does. It begins with
 * the state at its making and never goes back. Guarded by the account's lock.
 */
final class LaggingCopy {
    /** About 100 MB; beyond it the oldest change is learned early. */
    private static final int PENDING_MAX = 100_000;

    private final OrderRecords records;
    private final Map<String, SandboxBalance> balances = new LinkedHashMap<>();
    private final Deque<AccountChange> pending = new ArrayDeque<>();
    private final Duration lag;

    LaggingCopy(OrderRecords records, List<SandboxBalance> balances, Duration lag) {
        this.records = new OrderRecords(records);
        balances.forEach(balance -> this.balances.put(balance.asset(), balance));
        this.lag = lag;
    }

    void add(AccountChange change) {
        pending.addLast(change);
        if (pending.size() > PENDING_MAX) {
            learn(pending.removeFirst());
        }
    }

    /** Learns what is old enough; returns whether it is still behind the truth. */
    boolean isBehindAt(Instant now) {
        Instant newest = now.minus(lag);
        while (!pending.isEmpty() && !pending.getFirst().at().isAfter(newest)) {
            learn(pending.removeFirst());
        }
        return !pending.isEmpty();
    }

    private void learn(AccountChange change) {
        AccountChange.Execution execution = change.execution();
        if (execution != null) {
            records.put(execution.order());
            if (execution.fill() != null) {
                records.add(execution.fill());
            }
        }
        change.balances().forEach(moved -> balances.put(moved.after().asset(), moved.after()));
    }

    AccountView view() {
        return new AccountView(records, () -> List.copyOf(balances.values()));
    }
}

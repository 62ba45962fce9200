package io.github.bingxstream.testkit.sandbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One indivisible thing that happened to an account.
 *
 * @param execution what happened to an order; null for a transfer
 * @param reason the exchange's word for why balances moved
 */
record AccountChange(Instant at, @Nullable Execution execution, String reason, List<BalanceChange> balances) {

    /**
     * One step in the life of an order.
     *
     * @param type {@code NEW}, {@code TRADE} or {@code CANCELED}
     * @param fill null unless the type is {@code TRADE}
     */
    record Execution(
            String type, SandboxOrder order, @Nullable SandboxFill fill) {}
}

package io.github.bingxstream.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Balances that changed, and why.
 *
 * <p>Follows "Account balance push" ({@code ACCOUNT_UPDATE}) of the exchange's spot account stream documentation. It is
 * not atomic with the order update that caused it, and no common id links the two.
 *
 * @param origin where and when it came to us
 * @param reason why the balances changed
 * @param transactionTime the exchange's time of the change, in milliseconds, finer than the event time; empty when not
 *     given
 * @param changes the assets that changed, in the exchange's order; unmodifiable
 * @param raw members without a documented meaning
 */
public record AccountUpdate(
        Origin origin,
        OpenEnum<UpdateReason> reason,
        Optional<Instant> transactionTime,
        List<BalanceChange> changes,
        RawMembers raw)
        implements AccountEvent {

    public AccountUpdate {
        changes = List.copyOf(changes);
    }

    @Override
    public <R extends @Nullable Object> R match(Cases<R> cases) {
        return cases.accountUpdate(this);
    }
}

package io.github.bingxstream.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One asset of an account update, in the exchange's own figures.
 *
 * <p>What {@code walletBalance} includes is disputed (it has behaved as the free balance, and is documented as the total),
 * so nothing is derived from it: take free and locked from a REST {@link Balance}.
 *
 * @param asset the asset
 * @param change what was added, in units of the asset; may be negative, and zero even when something moved. Field
 *     {@code bc}
 * @param walletBalance the balance after the change. Field {@code wb}
 * @param crossWalletBalance a second figure, equal to the first in every capture; empty when not given. Field {@code cw}
 * @param locked what orders have locked; empty when not given (before 2024). Field {@code lk}
 * @param raw members without a documented meaning
 */
public record BalanceChange(
        Asset asset,
        BigDecimal change,
        BigDecimal walletBalance,
        Optional<BigDecimal> crossWalletBalance,
        Optional<BigDecimal> locked,
        RawMembers raw) {}

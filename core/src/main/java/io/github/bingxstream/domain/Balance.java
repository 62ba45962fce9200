package io.github.bingxstream.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One asset as it stands. The stream and REST give different figures; those a witness did not give are empty.
 *
 * @param asset the asset
 * @param free what can be used, in units of the asset; from REST
 * @param locked what orders have locked; from REST, and from the stream since 2024
 * @param walletBalance field {@code wb} of the stream's snapshot, see {@link BalanceChange}
 * @param crossWalletBalance field {@code cw} of the stream's snapshot
 * @param raw members without a documented meaning
 */
public record Balance(
        Asset asset,
        Optional<BigDecimal> free,
        Optional<BigDecimal> locked,
        Optional<BigDecimal> walletBalance,
        Optional<BigDecimal> crossWalletBalance,
        RawMembers raw) {}

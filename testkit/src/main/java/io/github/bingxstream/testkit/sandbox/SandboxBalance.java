package io.github.bingxstream.testkit.sandbox;

import java.math.BigDecimal;

/**
 * What an account holds of one asset.
 *
 * @param free available for orders
 * @param locked held by resting orders
 */
public record SandboxBalance(String asset, BigDecimal free, BigDecimal locked) {

    /** Free and locked together: what only fills, fees and transfers change. */
    public BigDecimal total() {
        return free.add(locked);
    }
}

package io.github.bingxstream.rest;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How many calls a second the exchange allows in each {@link LimitGroup}, for each API key and for each IP address. Immutable. The
 * caller owes it nothing.
 */
public final class RequestLimits {

    /**
     * What the exchange publishes ("Rate limits", 2026 documentation); where its documents disagree the stricter number. The three
     * listen-key calls are allowed 2/s together, so that {@code KEEPALIVE} and {@code LISTEN_KEY} have one each. Of the exchange's
     * time nothing is published: the strictest of the others.
     */
    private static final RequestLimits PUBLISHED = new RequestLimits(new EnumMap<>(LimitGroup.class))
            .with(LimitGroup.KEEPALIVE, 1, 1)
            .with(LimitGroup.LISTEN_KEY, 1, 1)
            .with(LimitGroup.BALANCES, 5, 3)
            .with(LimitGroup.ORDERS, 10, 2)
            .with(LimitGroup.FILLS, 5, 2)
            .with(LimitGroup.SERVER_TIME, 1, 1);

    private final Map<LimitGroup, Limit> limits;

    private RequestLimits(Map<LimitGroup, Limit> limits) {
        this.limits = limits;
    }

    /** Calls a second. */
    private record Limit(int perKey, int perAddress) {}

    /** Returns the limits that hold for everybody. */
    public static RequestLimits published() {
        return PUBLISHED;
    }

    /**
     * Returns limits that differ in one group: the exchange grants some accounts more.
     *
     * @param perKey calls a second for each API key
     * @param perAddress calls a second for each IP address
     * @throws IllegalArgumentException if either is less than 1
     */
    public RequestLimits with(LimitGroup group, int perKey, int perAddress) {
        if (perKey < 1 || perAddress < 1) {
            throw new IllegalArgumentException("limits of " + group + " of " + perKey + " a second for a key and "
                    + perAddress + " for an address: each must be 1 at least");
        }
        Map<LimitGroup, Limit> changed = new EnumMap<>(LimitGroup.class);
        changed.putAll(limits);
        changed.put(group, new Limit(perKey, perAddress));
        return new RequestLimits(changed);
    }

    /**
     * Returns limits that allow each address so many times as much, and each API key the same: such as for a sandbox that is
     * to carry thousands of accounts.
     *
     * @throws IllegalArgumentException if the factor is less than 1
     */
    public RequestLimits addressesTimes(int factor) {
        RequestLimits all = this;
        for (LimitGroup group : LimitGroup.values()) {
            all = all.with(group, perKey(group), Math.multiplyExact(perAddress(group), factor));
        }
        return all;
    }

    /** Returns the calls a second that each API key may make. */
    public int perKey(LimitGroup group) {
        return of(group).perKey();
    }

    /** Returns the calls a second that each IP address may make. */
    public int perAddress(LimitGroup group) {
        return of(group).perAddress();
    }

    private Limit of(LimitGroup group) {
        return Objects.requireNonNull(limits.get(group), "every group has a limit");
    }

    @Override
    public String toString() {
        return "RequestLimits" + limits;
    }
}

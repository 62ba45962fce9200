package io.github.bingxstream.testkit.sandbox;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which pushed frames a fault is to hit: so many, from now on, that fit.
 *
 * <p>A frame is one message about one change, however many sockets hear it, and it counts only if at least one socket would
 * have heard it. Heartbeats, acks and the {@code INIT} state are never hit. Immutable.
 *
 * <pre>{@code
 * exchange.withhold(Frames.next(3).ofOrders());
 * exchange.corrupt(Frames.next(1).matching(text -> text.contains("\"x\":\"TRADE\"")));
 * }</pre>
 */
public final class Frames {
    private final int count;
    private final @Nullable SpotAccount account;
    private final @Nullable Channel channel;
    private final Predicate<String> fits;

    private Frames(int count, @Nullable SpotAccount account, @Nullable Channel channel, Predicate<String> fits) {
        this.count = count;
        this.account = account;
        this.channel = channel;
        this.fits = fits;
    }

    /** The next so many, of any kind and account, unless narrowed. */
    public static Frames next(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1");
        }
        return new Frames(count, null, null, text -> true);
    }

    /** Only execution reports. */
    public Frames ofOrders() {
        return new Frames(count, account, Channel.ORDERS, fits);
    }

    /** Only account updates. */
    public Frames ofBalances() {
        return new Frames(count, account, Channel.BALANCES, fits);
    }

    /** Only execution reports that tell of a fill. */
    public Frames ofFills() {
        return ofOrders().matching(text -> text.contains("\"x\":\"TRADE\""));
    }

    /** Only what happens to this account. */
    public Frames of(SpotAccount chosen) {
        return new Frames(count, Objects.requireNonNull(chosen, "chosen"), channel, fits);
    }

    /** Only those whose text fits, and what was asked before. Called under the account's lock: it must not block. */
    public Frames matching(Predicate<String> also) {
        return new Frames(count, account, channel, fits.and(also));
    }

    int count() {
        return count;
    }

    boolean include(SpotAccount happenedTo, Channel over, String text) {
        return (account == null || account == happenedTo)
                && Optional.ofNullable(channel).filter(wanted -> wanted != over).isEmpty()
                && fits.test(text);
    }
}

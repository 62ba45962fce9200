package io.github.bingxstream.rest;

import io.github.bingxstream.domain.Moment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The exchange's request limits, for each API key and for each IP address, as one process sees them.
 *
 * <p>The exchange counts the calls of an API key and those of an IP address separately, and whoever exceeds either is banned
 * for five minutes ("Rate limits", documentation). So share one budget among all {@link BingxRest}s of a process that leave it
 * through the same address; they must have the same {@code Ticker}. The budget books turns and never waits, sends or asks
 * a clock itself. Safe for use by several threads. The caller owes it nothing.
 *
 * <p>A window is a sliding one of 1.2 s where the exchange counts one second, because nobody says whether the exchange's
 * windows slide or where they start, and because calls move closer together on their way: up to 100 ms because a timer
 * fires late, up to 100 ms on the network.
 */
public final class RequestBudget {

    /** How late a call may go after its turn came. Later than that, it books another turn. */
    static final Duration LATENESS_MAX = Duration.ofMillis(100);

    /** One second, the exchange's unit, plus lateness, plus as much again for the network. */
    static final Duration WINDOW = Duration.ofSeconds(1).plus(LATENESS_MAX.multipliedBy(2));

    /**
     * The furthest turn that is given out: a call that would wait longer is refused at once, so that whoever made it can
     * decide anew. One minute is enough for the order queries of a repair of a hundred orders.
     */
    static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final RequestLimits limits;

    /**
     * The API keys that are remembered, in the order of their last turn, the first forgotten first: as many as the limits of
     * the address let make a call within every window and every turn given out.
     */
    private final int keysMax;

    private final Map<LimitGroup, SlidingWindow> ofAddress = new EnumMap<>(LimitGroup.class);
    private final Map<String, Map<LimitGroup, SlidingWindow>> ofKeys = new LinkedHashMap<>();
    private final Map<LimitGroup, Moment> pauses = new EnumMap<>(LimitGroup.class);

    /** The API key that pauses alone, in each group: one, for as soon as there are two the group pauses. */
    private final Map<LimitGroup, PausedKey> pausedKeys = new EnumMap<>(LimitGroup.class);

    /** Makes the budget of one IP address within the published limits, nothing used up. */
    public RequestBudget() {
        this(RequestLimits.published());
    }

    /** Makes the budget of one IP address within limits that the exchange has granted, nothing used up. */
    public RequestBudget(RequestLimits limits) {
        this.limits = limits;
        int perSecond = 0;
        for (LimitGroup group : LimitGroup.values()) {
            perSecond += limits.perAddress(group);
        }
        keysMax = Math.multiplyExact(perSecond, (int) WAIT_MAX.plus(WINDOW).toSeconds());
    }

    /** Returns how far apart calls of a group may follow one another for as long as one likes, whichever API keys make them. */
    public Duration spacing(LimitGroup group) {
        return WINDOW.dividedBy(limits.perAddress(group));
    }

    /** Returns when a call of the group would go that was made now, by an API key that has made none. */
    public synchronized Moment earliest(LimitGroup group, Moment now) {
        return pausedUntil(group, now)
                .orElseGet(() ->
                        ofAddress.computeIfAbsent(group, this::windowOfAddress).earliest(now));
    }

    /** Books a turn for one call in the name of an API key, if there is one soon enough and no pause runs. */
    synchronized Admission admit(String apiKey, LimitGroup group, Moment now) {
        Optional<Moment> pausedUntil = pausedUntil(apiKey, group, now);
        if (pausedUntil.isPresent()) {
            return new Admission(false, pausedUntil.get());
        }
        SlidingWindow address = ofAddress.computeIfAbsent(group, this::windowOfAddress);
        Map<LimitGroup, SlidingWindow> ofKey = ofKeys.getOrDefault(apiKey, Map.of());
        SlidingWindow known = ofKey.get(group);
        SlidingWindow key = known == null ? new SlidingWindow(limits.perKey(group), WINDOW) : known;

        Moment free = address.earliest(now);
        Moment turn = key.earliest(free);
        if (turn.since(now).compareTo(WAIT_MAX) > 0) {
            return new Admission(false, turn.plus(WAIT_MAX.negated()));
        }
        if (turn.compareTo(free) > 0) {
            // A window only goes forward: a turn of the address booked that far ahead would hold up all other keys.
            return Admission.comingBack(turn);
        }
        address.book(turn);
        key.book(turn);
        remember(apiKey, group, key);
        forgetIdle(now);
        return new Admission(true, turn);
    }

    /**
     * Lets no call of the group go before {@code until} in the name of an API key that was refused. Whether it has made too
     * many calls or the address has, the exchange does not say; so all pause if another key is refused before the first may go
     * on. A longer pause stays.
     */
    synchronized void pauseUntil(String apiKey, LimitGroup group, Moment now, Moment until) {
        PausedKey paused = pausedKeys.get(group);
        boolean isSecond = paused != null && !paused.apiKey.equals(apiKey) && !now.hasReached(paused.until);
        if (isSecond) {
            pauseUntil(group, until);
        }
        if (paused == null || until.compareTo(paused.until) > 0) {
            pausedKeys.put(group, new PausedKey(apiKey, until));
        }
    }

    /** Lets no call of the group go before {@code until}, whichever API key makes it. A longer pause stays. */
    synchronized void pauseUntil(LimitGroup group, Moment until) {
        pauses.merge(group, until, SlidingWindow::later);
    }

    /** Lets no call go before {@code until}. A longer pause stays. */
    synchronized void pauseUntil(Moment until) {
        for (LimitGroup group : LimitGroup.values()) {
            pauseUntil(group, until);
        }
    }

    /** Returns the end of the group's pause, or empty when none runs. */
    synchronized Optional<Moment> pausedUntil(LimitGroup group, Moment now) {
        return Optional.ofNullable(pauses.get(group)).filter(until -> !now.hasReached(until));
    }

    /** Returns the end of the pause of the group or of the API key in it, whichever is longer, or empty when none runs. */
    synchronized Optional<Moment> pausedUntil(String apiKey, LimitGroup group, Moment now) {
        Optional<Moment> ofGroup = pausedUntil(group, now);
        return Optional.ofNullable(pausedKeys.get(group))
                .filter(paused -> paused.apiKey.equals(apiKey) && !now.hasReached(paused.until))
                .map(paused -> SlidingWindow.later(paused.until, ofGroup.orElse(now)))
                .or(() -> ofGroup);
    }

    synchronized int keysRemembered() {
        return ofKeys.size();
    }

    @Override
    public String toString() {
        return "RequestBudget[" + keysRemembered() + " API keys]";
    }

    private void remember(String apiKey, LimitGroup group, SlidingWindow window) {
        Map<LimitGroup, SlidingWindow> known = ofKeys.remove(apiKey);
        Map<LimitGroup, SlidingWindow> windows = known == null ? new EnumMap<>(LimitGroup.class) : known;
        windows.put(group, window);
        ofKeys.put(apiKey, windows);
        if (ofKeys.size() > keysMax) {
            ofKeys.remove(ofKeys.keySet().iterator().next());
        }
    }

    /** A thousand keys that ask once in a while need no memory in between. */
    private void forgetIdle(Moment now) {
        Iterator<Map<LimitGroup, SlidingWindow>> oldest = ofKeys.values().iterator();
        while (oldest.hasNext() && oldest.next().values().stream().allMatch(window -> window.isIdle(now))) {
            oldest.remove();
        }
    }

    private SlidingWindow windowOfAddress(LimitGroup group) {
        return new SlidingWindow(limits.perAddress(group), WINDOW);
    }

    /** An API key that alone may not go on before a moment. */
    private record PausedKey(String apiKey, Moment until) {}

    /**
     * Whether a call may go, and when.
     *
     * @param granted whether a turn was booked
     * @param at the turn; if none was booked, when to ask again
     * @param comesBack whether the call is to wait until then, and ask again: only other calls of its own API key hold it up
     */
    record Admission(boolean granted, Moment at, boolean comesBack) {

        Admission(boolean granted, Moment at) {
            this(granted, at, false);
        }

        static Admission comingBack(Moment at) {
            return new Admission(false, at, true);
        }
    }
}

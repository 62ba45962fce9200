package io.github.bingxstream.testkit.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts calls over a sliding second; whoever exceeds a limit is blocked for the penalty. Knows no clock. */
final class RequestBudget {
    private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * The answer to one call.
     *
     * @param remaining calls left in this second, in the tighter scope
     * @param blockedNanos how long the block lasts from now; zero means the call may pass
     */
    record Verdict(int remaining, long blockedNanos) {}

    private record Scope(RequestLimit limit, String who) {}

    private static final class Usage {
        private final Deque<Long> calls = new ArrayDeque<>();
        private long blockedUntil;
        private boolean blocked;
    }

    private final Map<Scope, Usage> usages = new HashMap<>();
    private final long penaltyNanos;

    RequestBudget(Duration penalty) {
        this.penaltyNanos = penalty.toNanos();
    }

    synchronized Verdict take(RequestLimit limit, long uid, String address, long nowNanos) {
        Verdict account = take(new Scope(limit, "uid " + uid), limit.perUid(), nowNanos);
        Verdict place = take(new Scope(limit, "ip " + address), limit.perAddress(), nowNanos);
        return new Verdict(
                Math.min(account.remaining(), place.remaining()),
                Math.max(account.blockedNanos(), place.blockedNanos()));
    }

    private Verdict take(Scope scope, int perSecond, long nowNanos) {
        Usage usage = usages.computeIfAbsent(scope, unseen -> new Usage());
        if (usage.blocked && usage.blockedUntil - nowNanos > 0) {
            return new Verdict(0, usage.blockedUntil - nowNanos);
        }
        usage.blocked = false;
        while (!usage.calls.isEmpty() && nowNanos - usage.calls.getFirst() >= WINDOW_NANOS) {
            usage.calls.removeFirst();
        }
        if (usage.calls.size() >= perSecond) {
            usage.blocked = true;
            usage.blockedUntil = nowNanos + penaltyNanos;
            return new Verdict(0, Math.max(1, penaltyNanos));
        }
        usage.calls.addLast(nowNanos);
        return new Verdict(perSecond - usage.calls.size(), 0);
    }
}

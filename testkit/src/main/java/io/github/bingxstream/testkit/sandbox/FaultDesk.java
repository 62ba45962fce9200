package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.faults.Calls;
import io.github.bingxstream.testkit.sandbox.faults.Counted;
import io.github.bingxstream.testkit.sandbox.faults.Fault;
import io.github.bingxstream.testkit.sandbox.faults.Frames;
import io.github.bingxstream.testkit.sandbox.faults.OrderedFault;
import io.github.bingxstream.testkit.sandbox.faults.TimedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders for faults, begins and ends them in time, and says what is to happen to a frame or a call. A fault that was
 * asked for first gets it; one frame or call meets one fault.
 */
final class FaultDesk {
    /** More is a script that runs wild. */
    private static final int STANDING_MAX = 1000;

    /** How soon a time is noticed to have come; the exchange's clock may jump, so that no timer can be set. */
    private static final Duration TICK = Duration.ofMillis(10);

    private final List<StandingFault> standing = new ArrayList<>();
    private final Deque<Runnable> deeds = new ArrayDeque<>();
    private final ReentrantLock doing = new ReentrantLock();
    private final SkewedClock clock;
    private final Crew crew;
    private @Nullable Effects effects;
    private long ids;
    private boolean ticking;

    FaultDesk(SkewedClock clock, Crew crew) {
        this.clock = clock;
        this.crew = crew;
    }

    /** To be called once, before the first order. */
    synchronized void open(Effects hands) {
        effects = hands;
    }

    /** Begins what is to begin at once before it returns. */
    StandingFault order(TimedFault timed) {
        StandingFault fault;
        synchronized (this) {
            if (standing.size() >= STANDING_MAX) {
                throw new IllegalStateException("more than " + STANDING_MAX + " faults at a time: take some back");
            }
            fault = new StandingFault(++ids, timed, clock.right().instant(), this);
            standing.add(fault);
            advance();
            watch();
        }
        act();
        return fault;
    }

    /** Whatever waits or goes on, in the order of its ordering. */
    synchronized List<OrderedFault> pending() {
        return List.copyOf(standing);
    }

    void takeBackAll() {
        pending().forEach(OrderedFault::takeBack);
    }

    void takeBack(StandingFault fault) {
        synchronized (this) {
            if (standing.remove(fault)) {
                fault.endAll().forEach(this::end);
            }
        }
        act();
    }

    synchronized boolean isPending(StandingFault fault) {
        return standing.contains(fault);
    }

    /** The fault that hits this frame, if one does; a push counts for those who wait for a number of them. */
    Optional<Fault> judge(Frames.Sort told, long uid, String text) {
        boolean push = told == Frames.Sort.ORDERS || told == Frames.Sort.BALANCES;
        boolean idle;
        Optional<Occurrence> hit;
        synchronized (this) {
            hit = hit(fault -> fault.selection() instanceof Frames frames && frames.include(told, uid, text));
            if (push) {
                standing.forEach(fault -> fault.count(Counted.FRAMES));
                advance();
                watch();
            }
            idle = deeds.isEmpty();
        }
        if (!idle) {
            // Somebody's account may be locked here, and a deed may want another one.
            crew.later(Duration.ZERO, this::act);
        }
        return hit.map(Occurrence::fault);
    }

    /** What hits this call or handshake, if something does. */
    Optional<Occurrence> judge(Calls.Sort requested) {
        Optional<Occurrence> hit;
        synchronized (this) {
            hit = hit(fault -> fault.selection() instanceof Calls calls && calls.include(requested));
        }
        act();
        return hit;
    }

    /** Begins before it returns what waited for this one. */
    void count(Counted what) {
        synchronized (this) {
            standing.forEach(fault -> fault.count(what));
            advance();
            watch();
        }
        act();
    }

    /** How long a fault goes on from now. */
    Optional<Duration> rest(Occurrence occurrence) {
        return occurrence.end().map(end -> Duration.between(clock.right().instant(), end));
    }

    private Optional<Occurrence> hit(Predicate<Fault> hits) {
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        advance();
        Optional<Occurrence> hit = standing.stream()
                .flatMap(fault -> fault.going().stream())
                .filter(occurrence -> occurrence.hasMore() && hits.test(occurrence.fault()))
                .findFirst();
        hit.ifPresent(Occurrence::spend);
        advance();
        return hit;
    }

    private void tick() {
        synchronized (this) {
            ticking = false;
            advance();
            watch();
        }
        act();
    }

    /** Does what is to be done in the order in which it was decided, so that nothing ends before it has begun. */
    private void act() {
        doing.lock();
        try {
            for (Runnable deed = nextDeed(); deed != null; deed = nextDeed()) {
                deed.run();
            }
        } finally {
            doing.unlock();
        }
    }

    private synchronized @Nullable Runnable nextDeed() {
        return deeds.pollFirst();
    }

    /** Begins what is due and ends what is over. */
    private void advance() {
        Instant now = clock.right().instant();
        for (StandingFault fault : standing) {
            fault.endDue(now).forEach(this::end);
            fault.beginDue(now).ifPresent(occurrence -> deeds.add(() -> hands().begin(occurrence)));
        }
        standing.removeIf(StandingFault::isOver);
    }

    private void end(Occurrence occurrence) {
        occurrence.ended();
        deeds.add(() -> hands().end(occurrence));
    }

    private synchronized Effects hands() {
        return Objects.requireNonNull(effects, "not open yet");
    }

    private void watch() {
        if (!ticking && standing.stream().anyMatch(StandingFault::waitsForTime)) {
            ticking = true;
            crew.later(TICK, this::tick);
        }
    }
}

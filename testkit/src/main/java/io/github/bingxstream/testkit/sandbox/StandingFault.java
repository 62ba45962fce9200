package io.github.bingxstream.testkit.sandbox;

import io.github.bingxstream.testkit.sandbox.faults.Counted;
import io.github.bingxstream.testkit.sandbox.faults.OrderedFault;
import io.github.bingxstream.testkit.sandbox.faults.Start;
import io.github.bingxstream.testkit.sandbox.faults.TimedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One order of a fault: when it begins next, and what of it goes on. All but its public face is guarded by the desk. */
final class StandingFault implements OrderedFault {
    private final long id;
    private final TimedFault timed;
    private final FaultDesk desk;
    private final List<Occurrence> going = new ArrayList<>();
    private @Nullable Instant due;
    private @Nullable Counted awaited;
    private long missing;

    StandingFault(long id, TimedFault timed, Instant now, FaultDesk desk) {
        this.id = id;
        this.timed = timed;
        this.desk = desk;
        Optional<Instant> first = timed.start().match(new Start.Cases<>() {
            @Override
            public Optional<Instant> now() {
                return Optional.of(now);
            }

            @Override
            public Optional<Instant> after(Duration time) {
                return Optional.of(now.plus(time));
            }

            @Override
            public Optional<Instant> afterCount(int count, Counted counted) {
                awaited = counted;
                missing = count;
                return Optional.empty();
            }

            @Override
            public Optional<Instant> every(Duration period) {
                return Optional.of(now.plus(period));
            }
        });
        due = first.orElse(null);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public TimedFault fault() {
        return timed;
    }

    @Override
    public boolean isPending() {
        return desk.isPending(this);
    }

    @Override
    public void takeBack() {
        desk.takeBack(this);
    }

    List<Occurrence> going() {
        return going;
    }

    void count(Counted what) {
        if (awaited == what) {
            missing--;
        }
    }

    /** What begins now, if something does. */
    Optional<Occurrence> beginDue(Instant now) {
        if (!isDue(now)) {
            return Optional.empty();
        }
        Occurrence begun = new Occurrence(timed.fault(), timed.lasting().map(now::plus));
        if (timed.fault().kind().lasts()) {
            going.add(begun);
        }
        due = next(now);
        awaited = null;
        return Optional.of(begun);
    }

    /** What is over by now, and so no longer goes on. */
    List<Occurrence> endDue(Instant now) {
        List<Occurrence> over = going.stream()
                .filter(each -> each.isSpent()
                        || each.end().filter(end -> !end.isAfter(now)).isPresent())
                .toList();
        going.removeAll(over);
        return over;
    }

    List<Occurrence> endAll() {
        List<Occurrence> over = List.copyOf(going);
        going.clear();
        due = null;
        awaited = null;
        return over;
    }

    boolean isOver() {
        return going.isEmpty() && due == null && awaited == null;
    }

    boolean waitsForTime() {
        return due != null || going.stream().anyMatch(each -> each.end().isPresent());
    }

    /** What a script would say. */
    @Override
    public String toString() {
        return id + " " + timed;
    }

    private boolean isDue(Instant now) {
        return awaited != null ? missing <= 0 : due != null && !due.isAfter(now);
    }

    /** Of a time that jumped, the periods that were jumped over are left out. */
    private @Nullable Instant next(Instant now) {
        if (due != null && timed.start() instanceof Start.Every every) {
            Instant next = due.plus(every.period());
            return next.isAfter(now) ? next : now.plus(every.period());
        }
        return null;
    }
}

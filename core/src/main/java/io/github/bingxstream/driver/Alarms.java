package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Moment;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One timer on each scheduler that somebody waits on, however many do: so a scheduler that is blocked, or that was shut down and
 * dropped its timer, holds up nobody but its own streams. Guarded by the turnstile.
 */
final class Alarms {

    private final Consumer<ScheduledExecutorService> goesOff;
    private final IdentityHashMap<ScheduledExecutorService, Alarm> alarms = new IdentityHashMap<>();

    private static final class Alarm {
        private int waiting;
        private @Nullable Future<?> timer;
        private @Nullable Moment at;

        void cancel() {
            if (timer != null) {
                timer.cancel(false);
                timer = null;
                at = null;
            }
        }
    }

    /** Makes alarms that call {@code goesOff}, each on its own scheduler, unguarded. */
    Alarms(Consumer<ScheduledExecutorService> goesOff) {
        this.goesOff = goesOff;
    }

    /** One more waits on a scheduler. */
    void join(ScheduledExecutorService scheduler) {
        alarms.computeIfAbsent(scheduler, first -> new Alarm()).waiting++;
    }

    /** One that waited on a scheduler does not any more. */
    void leave(ScheduledExecutorService scheduler) {
        Alarm alarm = alarms.get(scheduler);
        if (alarm != null && --alarm.waiting == 0) {
            alarms.remove(scheduler);
            alarm.cancel();
        }
    }

    /**
     * The alarm of a scheduler has gone off. It may have been set anew meanwhile, and is not to go off twice as often ever
     * after.
     */
    void wentOff(ScheduledExecutorService scheduler) {
        Alarm alarm = alarms.get(scheduler);
        if (alarm != null) {
            alarm.cancel();
        }
    }

    /** Lets every alarm go off then, or before; one that is early does no harm. Returns the schedulers that take none. */
    List<ScheduledExecutorService> set(Moment at, Moment now) {
        List<ScheduledExecutorService> refusing = new ArrayList<>();
        alarms.forEach((scheduler, alarm) -> {
            if ((alarm.at == null || alarm.at.compareTo(at) > 0) && !set(scheduler, alarm, at, now)) {
                refusing.add(scheduler);
            }
        });
        return refusing;
    }

    private boolean set(ScheduledExecutorService scheduler, Alarm alarm, Moment at, Moment now) {
        alarm.cancel();
        try {
            long nanos = Math.max(0, at.since(now).toNanos());
            alarm.timer = scheduler.schedule(() -> goesOff.accept(scheduler), nanos, TimeUnit.NANOSECONDS);
            alarm.at = at;
            return true;
        } catch (Throwable refused) {
            // Shut down, most likely. Whatever it is, others wait here, too.
            return false;
        }
    }
}

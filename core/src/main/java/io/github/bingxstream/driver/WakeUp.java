package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.port.Ticker;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The timer behind one session's deadline. Only turns of its driver touch it. */
final class WakeUp {

    private final ScheduledExecutorService scheduler;
    private final Ticker ticker;
    private final Runnable tick;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable Moment at;

    /** Takes what is run, on the scheduler, when a deadline has come. */
    WakeUp(ScheduledExecutorService scheduler, Ticker ticker, Runnable tick) {
        this.scheduler = scheduler;
        this.ticker = ticker;
        this.tick = tick;
    }

    /**
     * Sees to it that there is a tick at the deadline, if there is one. A tick that comes too early is harmless, so a later
     * deadline does not move it.
     *
     * @throws RejectedExecutionException if the scheduler was shut down
     */
    void by(Optional<Moment> deadline) {
        Moment wanted = deadline.orElse(null);
        if (wanted != null && at != null && at.compareTo(wanted) <= 0) {
            return;
        }
        cancel();
        if (wanted != null) {
            long nanos = Math.max(0, wanted.since(ticker.now()).toNanos());
            timer = scheduler.schedule(tick, nanos, TimeUnit.NANOSECONDS);
            at = wanted;
        }
    }

    /** The tick has come, or is not wanted any more. */
    void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
            at = null;
        }
    }
}

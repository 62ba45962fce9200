package io.github.bingxstream.driver;

import io.github.bingxstream.port.CheckpointStore;
import io.github.bingxstream.session.Position;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Saves how far the sink has been told. Used by whoever delivers, one at a time; only {@link #failures} is for anybody. */
final class Saving {

    /** While events wait, checkpoints are saved so often at most: one takes about a tenth of a millisecond. */
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** A store that is slow gets a tenth of the sink's time, while events wait. */
    private static final int SHARE = 9;

    private final @Nullable CheckpointStore store;
    private @Nullable Position unsaved;
    private long every = EVERY_NANOS;
    private long savedAt = System.nanoTime() - EVERY_NANOS;
    private final AtomicLong failures = new AtomicLong();

    Saving(@Nullable CheckpointStore store) {
        this.store = store;
    }

    /** Everything before this position has been told. */
    void reached(Position position) {
        unsaved = position;
    }

    /** Tells whether there is anything to save. */
    boolean isOwed() {
        return unsaved != null && store != null;
    }

    /** Tells whether it is to be saved now although more waits for the sink. */
    boolean isDue() {
        return System.nanoTime() - savedAt >= every;
    }

    void save() {
        Position position = unsaved;
        CheckpointStore into = store;
        if (position == null || into == null) {
            return;
        }
        unsaved = null;
        long begun = System.nanoTime();
        try {
            into.save(position.checkpoint());
        } catch (Throwable e) {
            failures.incrementAndGet();
            Uncaught.report(e);
        }
        savedAt = System.nanoTime();
        every = Math.max(EVERY_NANOS, SHARE * (savedAt - begun));
    }

    /** Returns how often a checkpoint could not be saved. */
    long failures() {
        return failures.get();
    }
}

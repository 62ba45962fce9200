package io.github.bingxstream.driver;

import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.session.SessionInput;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a turn of the session. Messages are bounded in number and size; what finds no room is dropped, and an
 * overflow takes its place: behind everything that was accepted before the loss, ahead of everything after it. Everything
 * else is bounded by what was asked for, and always finds room.
 */
final class Mailbox {

    /** Some seconds of the busiest account. */
    static final int SIGNALS_MAX = 10_000;

    /** Eight times the largest message: whatever the messages are, they take no more than this. */
    static final long BYTES_MAX = 32L << 20;

    private final Queue<SessionInput> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean overflowing = new AtomicBoolean();

    void add(SessionInput input, Moment now) {
        if (input instanceof SessionInput.SignalReceived received && !hasRoomFor(received)) {
            dropped.incrementAndGet();
            if (overflowing.compareAndSet(false, true)) {
                queue.add(new SessionInput.Overflowed(now));
            }
        } else {
            queue.add(input);
        }
    }

    private boolean hasRoomFor(SessionInput.SignalReceived received) {
        int number = signals.incrementAndGet();
        long size = bytes.addAndGet(received.bytes());
        if (number <= SIGNALS_MAX && size <= BYTES_MAX) {
            return true;
        }
        release(received);
        return false;
    }

    private void release(SessionInput.SignalReceived received) {
        signals.decrementAndGet();
        bytes.addAndGet(-received.bytes());
    }

    /** Takes the oldest input; null when there is none. */
    @Nullable
    SessionInput poll() {
        SessionInput input = queue.poll();
        if (input instanceof SessionInput.SignalReceived received) {
            release(received);
        } else if (input instanceof SessionInput.Overflowed) {
            overflowing.set(false);
        }
        return input;
    }

    /** Returns how many messages found no room. */
    long dropped() {
        return dropped.get();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }
}

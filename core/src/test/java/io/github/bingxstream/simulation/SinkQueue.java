package io.github.bingxstream.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** The queue between the session and a sink that takes at once, or not for a while. */
final class SinkQueue {

    /** When so many wait, the queue is full. */
    static final int LIMIT = 200;

    private static final int TAKEN_AT_ONCE = 10;
    private static final long TAKE_EVERY = 20 * Agenda.MILLIS;

    private final World world;
    private final Runnable hasRoomAgain;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private long stalledUntil;
    private boolean slow;
    private boolean full;

    SinkQueue(World world, Runnable hasRoomAgain) {
        this.world = world;
        this.hasRoomAgain = hasRoomAgain;
    }

    void offer() {
        waiting.add(SinkQueue::nothingToDo);
    }

    private static void nothingToDo() {
        // An event is counted, and forgotten when it is taken.
    }

    /** Runs as soon as the sink has taken everything that was offered before. */
    void mark(Runnable reached) {
        waiting.add(reached);
    }

    int size() {
        return waiting.size();
    }

    boolean isFull() {
        return full;
    }

    /** The sink takes what it can; returns whether the queue has just become full. */
    boolean flow() {
        if (!slow) {
            take(waiting.size());
        }
        boolean becomesFull = !full && waiting.size() >= LIMIT;
        full |= becomesFull;
        return becomesFull;
    }

    /** The sink takes nothing for a while, and is slow until it has caught up. */
    void stall(long lasts) {
        stalledUntil = Math.max(stalledUntil, world.now() + lasts);
        if (!slow) {
            slow = true;
            world.agenda().at(stalledUntil, this::catchUp);
        }
    }

    private void catchUp() {
        if (world.now() < stalledUntil) {
            world.agenda().at(stalledUntil, this::catchUp);
            return;
        }
        take(TAKEN_AT_ONCE);
        if (full && waiting.size() <= LIMIT / 2) {
            full = false;
            world.weather().disturbUntil(world.now());
            hasRoomAgain.run();
        }
        slow = !waiting.isEmpty();
        if (slow) {
            world.agenda().in(TAKE_EVERY, this::catchUp);
        }
    }

    private void take(int count) {
        for (int i = 0; i < count && !waiting.isEmpty(); i++) {
            waiting.remove().run();
        }
    }
}

package io.github.bingxstream.simulation;

import java.time.Instant;
import java.util.PriorityQueue;

/**
 * What is going to happen, in order of time and, at one time, in order of entry. Time is the exchange's, in nanoseconds
 * since the simulation began; it moves when something happens, and nothing is ever waited for.
 */
final class Agenda {

    static final long MILLIS = 1_000_000L;
    static final long SECONDS = 1000 * MILLIS;
    static final long MINUTES = 60 * SECONDS;
    static final long HOURS = 60 * MINUTES;

    /** More than that means that something multiplies. */
    private static final int ENTRIES_MAX = 200_000;

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private record Entry(long at, long sequence, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long sequence;

    long now() {
        return now;
    }

    void at(long at, Runnable what) {
        if (entries.size() >= ENTRIES_MAX) {
            throw new IllegalStateException("more than " + ENTRIES_MAX + " entries in the agenda");
        }
        entries.add(new Entry(Math.max(at, now), sequence++, what));
    }

    void in(long wait, Runnable what) {
        at(now + wait, what);
    }

    /** Returns when the next entry is due; never, if there is none. */
    long next() {
        Entry next = entries.peek();
        return next == null ? Long.MAX_VALUE : next.at();
    }

    /** Lets the next entry happen. */
    void happen() {
        Entry next = entries.remove();
        now = next.at();
        next.what().run();
    }

    /** Lets time pass up to a moment before the next entry. */
    void pass(long until) {
        now = Math.max(now, until);
    }

    /** Returns the instant of a time, in whole milliseconds as the exchange tells it. */
    static Instant instant(long at) {
        return BEGIN.plusMillis(Math.floorDiv(at, MILLIS));
    }

    /** Returns the instant of a time, to the nanosecond. */
    static Instant exactly(long at) {
        return BEGIN.plusNanos(at);
    }

    /** Returns the time of an instant. */
    static long time(Instant instant) {
        return (instant.getEpochSecond() - BEGIN.getEpochSecond()) * SECONDS + instant.getNano();
    }

    /** Returns a time as people read it. */
    static String clock(long at) {
        long millis = Math.floorDiv(at, MILLIS);
        return String.format(
                "%02d:%02d:%02d.%03d", millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, millis % 1000);
    }
}

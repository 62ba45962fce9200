package io.github.bingxstream.rest;

import io.github.bingxstream.domain.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The exchange's time: this machine's clock, corrected by what the exchange said its time was.
 *
 * <p>Every private call carries the exchange's time in milliseconds and is refused with code 100421 when that is older than
 * the receive window. Nothing is corrected until that happens: most machines keep time well enough, and a correction by
 * one slow answer could be worse than none. Safe for use by several threads.
 */
final class ServerClock {

    private final InstantSource ours;
    private volatile Correction correction = new Correction(Duration.ZERO, 0);

    ServerClock(InstantSource ours) {
        this.ours = ours;
    }

    /** Returns the exchange's time, as well as we know it. */
    Instant now() {
        return ours.instant().plus(correction.offset);
    }

    /** Returns the exchange's clock minus ours; zero until corrected. */
    Duration offset() {
        return correction.offset;
    }

    /** Returns how often the clock was corrected. */
    long corrections() {
        return correction.count;
    }

    /** Starts to measure a round trip that brings the exchange's time. */
    Departure depart(Moment at) {
        return new Departure(ours.instant(), at);
    }

    /**
     * Takes over the exchange's time. The exchange read its clock somewhere within the round trip: taking its middle, we are
     * wrong by half of it at most.
     */
    synchronized void correct(Departure departure, Moment arrival, Instant theirs) {
        Instant middle = departure.ours.plus(arrival.since(departure.moment).dividedBy(2));
        correction = new Correction(Duration.between(middle, theirs), correction.count + 1);
    }

    /** When a request left, by both clocks: only the monotonic one can measure the trip. */
    record Departure(Instant ours, Moment moment) {}

    private record Correction(Duration offset, long count) {}
}

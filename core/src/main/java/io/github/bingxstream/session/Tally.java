package io.github.bingxstream.session;

/**
 * What a session has counted.
 *
 * @param delivered events handed to the sink
 * @param repeated updates that had been delivered before
 * @param dropped events for which the sink had no room
 * @param quarantined messages that could not be decoded
 * @param gapsClosed gaps that were repaired
 * @param repairedFills fills that only REST told
 * @param audits comparisons with REST that found nothing amiss
 * @param rotations how often key and connection were replaced
 */
public record Tally(
        long delivered,
        long repeated,
        long dropped,
        long quarantined,
        long gapsClosed,
        long repairedFills,
        long audits,
        long rotations) {

    static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

    Tally anotherDelivered() {
        return new Tally(delivered + 1, repeated, dropped, quarantined, gapsClosed, repairedFills, audits, rotations);
    }

    Tally anotherRepeated() {
        return new Tally(delivered, repeated + 1, dropped, quarantined, gapsClosed, repairedFills, audits, rotations);
    }

    Tally moreDropped(int events) {
        return new Tally(
                delivered, repeated, dropped + events, quarantined, gapsClosed, repairedFills, audits, rotations);
    }

    Tally anotherQuarantined() {
        return new Tally(delivered, repeated, dropped, quarantined + 1, gapsClosed, repairedFills, audits, rotations);
    }

    Tally anotherGapClosed() {
        return new Tally(delivered, repeated, dropped, quarantined, gapsClosed + 1, repairedFills, audits, rotations);
    }

    Tally anotherRepairedFill() {
        return new Tally(delivered, repeated, dropped, quarantined, gapsClosed, repairedFills + 1, audits, rotations);
    }

    Tally anotherAudit() {
        return new Tally(delivered, repeated, dropped, quarantined, gapsClosed, repairedFills, audits + 1, rotations);
    }

    Tally anotherRotation() {
        return new Tally(delivered, repeated, dropped, quarantined, gapsClosed, repairedFills, audits, rotations + 1);
    }
}

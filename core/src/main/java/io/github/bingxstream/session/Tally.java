package io.github.bingxstream.session;

/**
 * What a session has counted.
 *
 * @param delivered events handed to the sink
 * @param others what happens less often, so that counting an event copies little
 */
public record Tally(long delivered, Others others) {

    /**
     * The other counts.
     *
     * @param repeated updates that had been delivered before
     * @param dropped events for which the sink had no room
     * @param quarantined messages that could not be decoded
     * @param gapsClosed gaps that were repaired
     * @param repairedFills fills that only REST told
     * @param audits comparisons with REST that found nothing amiss
     * @param rotations how often key and connection were replaced
     */
    public record Others(
            long repeated,
            long dropped,
            long quarantined,
            long gapsClosed,
            long repairedFills,
            long audits,
            long rotations) {}

    static final Tally ZERO = new Tally(0, new Others(0, 0, 0, 0, 0, 0, 0));

    public long repeated() {
        return others.repeated();
    }

    public long dropped() {
        return others.dropped();
    }

    public long quarantined() {
        return others.quarantined();
    }

    public long gapsClosed() {
        return others.gapsClosed();
    }

    public long repairedFills() {
        return others.repairedFills();
    }

    public long audits() {
        return others.audits();
    }

    public long rotations() {
        return others.rotations();
    }

    Tally anotherDelivered() {
        return new Tally(delivered + 1, others);
    }

    Tally anotherRepeated() {
        return more(1, 0, 0, 0, 0, 0, 0);
    }

    Tally moreDropped(int events) {
        return more(0, events, 0, 0, 0, 0, 0);
    }

    Tally anotherQuarantined() {
        return more(0, 0, 1, 0, 0, 0, 0);
    }

    Tally anotherGapClosed() {
        return more(0, 0, 0, 1, 0, 0, 0);
    }

    Tally anotherRepairedFill() {
        return more(0, 0, 0, 0, 1, 0, 0);
    }

    Tally anotherAudit() {
        return more(0, 0, 0, 0, 0, 1, 0);
    }

    Tally anotherRotation() {
        return more(0, 0, 0, 0, 0, 0, 1);
    }

    private Tally more(
            int moreRepeated,
            int moreDropped,
            int moreQuarantined,
            int moreGapsClosed,
            int moreRepairedFills,
            int moreAudits,
            int moreRotations) {
        return new Tally(
                delivered,
                new Others(
                        others.repeated() + moreRepeated,
                        others.dropped() + moreDropped,
                        others.quarantined() + moreQuarantined,
                        others.gapsClosed() + moreGapsClosed,
                        others.repairedFills() + moreRepairedFills,
                        others.audits() + moreAudits,
                        others.rotations() + moreRotations));
    }
}

package io.github.bingxstream.benchmarks.endtoend;

/**
 * What one client heard of some events that one exchange sent it.
 *
 * @param kind which client
 * @param perSecond at which pace they were due; 0: all at once, sent as fast as the socket took them
 * @param events how many were sent
 * @param heard how many were heard
 * @param complaint what else went wrong since the client was opened; empty if nothing did
 * @param nanos from when the first was due to when the last was heard
 * @param cpuNanos the processor time that the whole client took
 * @param fromDue nanoseconds from when each was due to when it was heard
 * @param fromSent nanoseconds from when each was sent to when it was heard
 * @param late nanoseconds from when each was due to when it was sent
 */
record Run(
        Kind kind,
        int perSecond,
        int events,
        int heard,
        String complaint,
        long nanos,
        long cpuNanos,
        Percentiles fromDue,
        Percentiles fromSent,
        Percentiles late) {

    /** Measures: the k-th that is heard is the k-th that was sent, as long as none was lost. */
    static Run of(Kind kind, int perSecond, long[] due, long[] sent, long[] heard, long cpuNanos, String complaint) {
        int count = Math.min(due.length, heard.length);
        return new Run(
                kind,
                perSecond,
                due.length,
                heard.length,
                complaint,
                count == 0 ? 0 : heard[count - 1] - due[0],
                cpuNanos,
                Percentiles.of(differences(due, heard, count)),
                Percentiles.of(differences(sent, heard, count)),
                Percentiles.of(differences(due, sent, due.length)));
    }

    private static long[] differences(long[] from, long[] to, int count) {
        long[] differences = new long[count];
        for (int i = 0; i < count; i++) {
            differences[i] = to[i] - from[i];
        }
        return differences;
    }

    /** Returns whether everything came, and a stream of ours was complete all the time. */
    boolean isWhole() {
        return heard == events && complaint.isEmpty();
    }
}

package io.github.bingxstream.domain;

import java.util.List;
import java.util.Set;

/**
 * A stream at one moment: where it stands, what is open, and what it has counted since it was opened.
 *
 * @param state where it stands
 * @param epoch the number of the connection attempt in use; zero before the first
 * @param channels what is wanted
 * @param gaps the gaps that are open, oldest first; empty when what was delivered is complete
 * @param trouble what keeps a gap open or the stream from connecting, in one line for people; empty when nothing does
 * @param counters what was counted
 */
public record StreamStatus(
        StreamState state,
        long epoch,
        Set<Channel> channels,
        List<StreamNotice.GapOpened> gaps,
        String trouble,
        Counters counters) {

    public StreamStatus {
        channels = Set.copyOf(channels);
        gaps = List.copyOf(gaps);
    }

    /**
     * What a stream has counted since it was opened.
     *
     * @param delivered events that were handed on to the sink, or wait for it
     * @param repeated order updates and account updates that were not handed on because they had been before
     * @param dropped messages and events that found no room; each lies in a gap
     * @param quarantined messages that could not be decoded
     * @param gapsOpened gaps that were announced
     * @param gapsClosed gaps that were repaired
     * @param repairedFills fills that only REST told
     * @param audits comparisons with REST that found nothing amiss
     * @param rotations how often key and connection were replaced
     * @param sinkFailures how often the sink threw
     * @param checkpointFailures how often a checkpoint could not be saved
     */
    public record Counters(
            long delivered,
            long repeated,
            long dropped,
            long quarantined,
            long gapsOpened,
            long gapsClosed,
            long repairedFills,
            long audits,
            long rotations,
            long sinkFailures,
            long checkpointFailures) {}
}

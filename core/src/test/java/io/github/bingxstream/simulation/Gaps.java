package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The gaps that are announced and not closed yet, and when their causes ended. */
final class Gaps {

    static final Set<GapReason> UNTIL_SUBSCRIBED = EnumSet.of(
            GapReason.STARTING,
            GapReason.RESUMED,
            GapReason.CONNECTION_LOST,
            GapReason.SILENCE,
            GapReason.LISTEN_KEY_DEAD);

    private static final long REST_LAG = 3 * Agenda.SECONDS;

    /** A gap, in the exchange's time. */
    static final class OpenGap {
        private final long number;
        private final GapReason reason;
        private final long since;
        private final long openedAt;
        private boolean lasts;
        private long causeEndedAt;
        private boolean snapshotTold;

        private OpenGap(long number, GapReason reason, long since, long openedAt, long causeEndedAt) {
            this.number = number;
            this.reason = reason;
            this.since = since;
            this.openedAt = openedAt;
            this.lasts = UNTIL_SUBSCRIBED.contains(reason);
            this.causeEndedAt = causeEndedAt;
        }

        long since() {
            return since;
        }

        long openedAt() {
            return openedAt;
        }

        /** Returns whether its cause is still there. */
        boolean lasts() {
            return lasts;
        }

        long causeEndedAt() {
            return causeEndedAt;
        }

        boolean isSnapshotTold() {
            return snapshotTold;
        }

        @Override
        public String toString() {
            return "gap " + number + " (" + reason + ", since " + Agenda.clock(since) + ", opened "
                    + Agenda.clock(openedAt) + ")";
        }
    }

    private final Map<Long, OpenGap> open = new LinkedHashMap<>();
    private final Map<Long, Set<Channel>> granted = new LinkedHashMap<>();
    private long lastOpened;
    private long roundBegunAt;

    void opened(StreamNotice.GapOpened notice, long since, long now) {
        // What an audit found, it found in what REST knew when it was asked.
        long ended = notice.reason() == GapReason.AUDIT ? roundBegunAt - REST_LAG : now;
        open.put(notice.gap(), new OpenGap(notice.gap(), notice.reason(), since, now, ended));
        lastOpened = notice.gap();
    }

    /** The session begins to ask REST about everything. */
    void roundBegun(long now) {
        roundBegunAt = now;
    }

    void closed(StreamNotice.GapClosed notice) {
        open.remove(notice.gap());
    }

    void subscribed(StreamNotice.Subscribed notice, long now) {
        Set<Channel> channels = granted.computeIfAbsent(notice.epoch(), epoch -> EnumSet.noneOf(Channel.class));
        channels.add(notice.channel());
        if (channels.size() == Channel.values().length) {
            open.values().stream().filter(gap -> gap.lasts).forEach(gap -> {
                gap.lasts = false;
                gap.causeEndedAt = now;
            });
        }
    }

    /** REST has told the balances. */
    void snapshotTold() {
        open.values().forEach(gap -> gap.snapshotTold = true);
    }

    /**
     * Another cause came while gaps were open, and no gap was opened for it: so it belongs to those of the same reason, or
     * else to the last.
     */
    void joined(Set<GapReason> reasons, boolean untilSubscribed, long now) {
        boolean any = open.values().stream().anyMatch(gap -> reasons.contains(gap.reason));
        open.values().stream()
                .filter(gap -> any ? reasons.contains(gap.reason) : gap.number == lastOpen())
                .forEach(gap -> {
                    gap.lasts |= untilSubscribed;
                    gap.causeEndedAt = Math.max(gap.causeEndedAt, now);
                });
    }

    private long lastOpen() {
        return open.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    void restarted() {
        open.clear();
        granted.clear();
        lastOpened = 0;
    }

    long lastOpened() {
        return lastOpened;
    }

    boolean isAnyOpen() {
        return !open.isEmpty();
    }

    Iterable<OpenGap> open() {
        return open.values();
    }

    Optional<OpenGap> find(long number) {
        return Optional.ofNullable(open.get(number));
    }

    Set<Channel> granted(long epoch) {
        return granted.getOrDefault(epoch, Set.of());
    }

    /** Tells whether another gap that is open covers a time, so that this one says nothing about it. */
    boolean coversBeside(OpenGap gap, long at) {
        return open.values().stream().anyMatch(other -> other.number != gap.number && other.since <= at);
    }

    boolean covers(long at) {
        return open.values().stream().anyMatch(gap -> gap.since <= at);
    }
}

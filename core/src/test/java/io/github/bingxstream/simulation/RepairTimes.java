package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.StreamNotice;
import java.util.ArrayList;
import java.util.List;

/** Measures how long after the last fault the last gap that it caused was closed. */
final class RepairTimes {

    private final Scene scene;
    private final List<Long> inCalm = new ArrayList<>();
    private long lastClosedAt;

    RepairTimes(Scene scene) {
        this.scene = scene;
    }

    /** A gap that is still open is being closed. */
    void closed(StreamNotice.GapClosed notice) {
        long healthyAt = healthyAt();
        scene.gaps()
                .find(notice.gap())
                .filter(gap -> gap.since() <= healthyAt)
                .ifPresent(gap -> lastClosedAt = Math.max(lastClosedAt, scene.now()));
        scene.gaps()
                .find(notice.gap())
                .filter(gap -> gap.openedAt() >= scene.world().weather().calmSince())
                .ifPresent(gap -> inCalm.add(scene.now() - gap.openedAt()));
    }

    /** Returns how long each gap was open that was announced when nothing kept it from being repaired. */
    List<Long> inCalm() {
        return List.copyOf(inCalm);
    }

    /** Returns the time from the end of all faults to the end of all gaps that began before it. */
    long afterFaults() {
        return Math.max(0, lastClosedAt - healthyAt());
    }

    private long healthyAt() {
        return Math.max(
                scene.world().weather().faultsEnd(), scene.world().weather().calmSince());
    }
}

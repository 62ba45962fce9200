package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.simulation.SimulatedOrder.SimulatedFill;
import io.github.bingxstream.simulation.SimulatedOrder.Version;
import java.util.Iterator;
import java.util.Optional;

/**
 * C1: what the exchange did is told, or lies in an announced gap until it is told.
 *
 * <p>Twice: a gap that closes leaves nothing of its span untold; and what is untold for longer than it takes to find out
 * lies in a gap. The second needs time in which the session can find out, so it counts only while nothing keeps it from
 * asking REST.
 */
final class NoSilentLoss extends Checker {

    /** Two audits of two minutes, a suspicion confirmed after some seconds, and the lag of REST twice. */
    private static final long FOUND_WITHIN = 6 * Agenda.MINUTES;

    NoSilentLoss(Scene scene) {
        super("C1", scene);
    }

    @Override
    void action(SessionAction action) {
        if (action instanceof SessionAction.Notify notify && notify.notice() instanceof StreamNotice.GapClosed closed) {
            Optional<Gaps.OpenGap> gap = scene().gaps().find(closed.gap());
            demand(gap.isPresent(), () -> "a gap is closed that is not open: " + closed);
            gap.ifPresent(this::closesOnTheTruth);
        }
    }

    private void closesOnTheTruth(Gaps.OpenGap gap) {
        demand(!gap.lasts(), () -> gap + " is closed before its cause has ended");
        demand(gap.isSnapshotTold(), () -> gap + " is closed without a snapshot of the balances from REST");
        for (SimulatedFill fill : scene().told().missing()) {
            boolean inside = gap.since() <= fill.at()
                    && fill.at() <= gap.causeEndedAt()
                    && !scene().gaps().coversBeside(gap, fill.at());
            demand(
                    !inside || fill.at() < scene().promisedFrom(),
                    () -> gap + " is closed, but a fill in it was never told: " + fill);
        }
        for (SimulatedOrder order : scene().told().lagging()) {
            Optional<Version> last = order.asOf(gap.causeEndedAt());
            boolean untold = last.isPresent()
                    && last.get().at() >= gap.since()
                    && !scene().gaps().coversBeside(gap, last.get().at())
                    && scene().told().isPromised(order)
                    && last.get().progress().isBeyond(scene().told().progress(order));
            demand(
                    !untold,
                    () -> gap + " is closed, but the state of " + order + " in it was never told: "
                            + last.map(Version::progress) + " after "
                            + scene().told().progress(order) + "; it was " + order.history());
        }
    }

    @Override
    void minute() {
        long now = scene().now();
        long calmSince = scene().world().weather().calmSince();
        if (now - calmSince <= FOUND_WITHIN || scene().isClosing()) {
            return;
        }
        long until = now - FOUND_WITHIN;
        Iterator<SimulatedFill> missing = scene().told().missing().iterator();
        while (missing.hasNext()) {
            SimulatedFill fill = missing.next();
            if (fill.at() < scene().promisedFrom()) {
                missing.remove();
                continue;
            }
            demand(
                    fill.at() > until || scene().gaps().covers(fill.at()),
                    () -> "a fill was neither told nor announced as missing after " + (now - fill.at()) / Agenda.SECONDS
                            + " s: " + fill);
        }
        for (SimulatedOrder order : scene().told().lagging()) {
            Optional<Version> untold = order.firstBeyond(scene().told().progress(order));
            untold.ifPresent(version -> demand(
                    version.at() > until
                            || version.at() < scene().promisedFrom()
                            || !scene().told().isPromised(order)
                            || scene().gaps().covers(version.at()),
                    () -> "the state of " + order + " was neither told nor announced as missing after "
                            + (now - version.at()) / Agenda.SECONDS + " s: " + version.progress() + " after "
                            + scene().told().progress(order) + "; it was " + order.history()));
        }
    }

    @Override
    void ended() {
        minute();
    }
}

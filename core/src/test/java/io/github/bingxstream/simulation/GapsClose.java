package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.session.SessionAction;

/** C5: when all is well again, gaps close; and nothing but the user ends the stream. */
final class GapsClose extends Checker {

    /** A repair in calm weather takes seconds; a dead key may first have to be found out. */
    private static final long CLOSED_WITHIN = 5 * Agenda.MINUTES;

    /** The longest pause an answer can ask for, and the backoff on top. */
    private static final long PAUSE_MAX = 17 * Agenda.MINUTES;

    GapsClose(Scene scene) {
        super("C5", scene);
    }

    @Override
    void action(SessionAction action) {
        if (action instanceof SessionAction.Notify notify && notify.notice() instanceof StreamNotice.Closed closed) {
            demand(scene().isClosing(), () -> "the stream ended by itself: " + closed);
        }
    }

    @Override
    void minute() {
        long calmFor = scene().now() - scene().world().weather().calmSince();
        if (calmFor < PAUSE_MAX || scene().isClosing()) {
            return;
        }
        for (Gaps.OpenGap gap : scene().gaps().open()) {
            long openFor = scene().now()
                    - Math.max(gap.openedAt(), scene().world().weather().calmSince());
            demand(
                    openFor < PAUSE_MAX + CLOSED_WITHIN,
                    () -> gap + " stays open for " + openFor / Agenda.SECONDS + " s although all is well");
        }
    }

    @Override
    void ended() {
        for (Gaps.OpenGap gap : scene().gaps().open()) {
            demand(
                    scene().now() - gap.openedAt() < CLOSED_WITHIN,
                    () -> gap + " is open at the end although all is well");
        }
    }
}

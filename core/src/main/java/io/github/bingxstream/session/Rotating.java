package io.github.bingxstream.session;

import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;
import io.vavr.control.Option;
import java.time.Duration;

/**
 * Replaces key and connection, new before old, within one step.
 *
 * <p>A second attempt is made beside the one in use. When everything wanted is acknowledged on its connection, it takes over;
 * the old connection stays a little for what is on its way. If the exchange answers with the key in use, there is no second
 * connection, for two on one key would split what comes between them: the key is extended instead.
 */
final class Rotating {

    private final SessionStep step;

    Rotating(SessionStep step) {
        this.step = step;
    }

    private Moment now() {
        return step.now.moment();
    }

    /** Sets the next date that the user's settings ask for. */
    void schedule() {
        Rotation none = Rotation.NONE;
        step.rotation = step.settings
                .rotateEvery()
                .map(every -> none.at(now().plus(every)))
                .orElse(none);
    }

    /** The user wants it now. */
    void wanted() {
        step.rotation = step.rotation.at(now());
    }

    /** REST told what the stream should have: a frame was lost on the connection in use. */
    void suspect() {
        Option<Moment> last = step.completing().inquiring().suspectedAt;
        if (last.forAll(at -> now().hasReached(at.plus(SessionSettings.SUSPECT_EVERY)))) {
            step.completing().inquiring().suspectedAt = Option.some(now());
            step.rotation = step.rotation.suspecting(now());
        }
    }

    /** It is this session's turn to connect. */
    void turnCame() {
        boolean due = step.rotation.at().exists(now()::hasReached) || mustReplaceKey();
        if (due && step.successor.isEmpty() && step.retiring.isEmpty() && step.attempt.isSubscribed()) {
            step.rotation = step.rotation.begun();
            step.successor = Option.some(step.attempting().generating());
        }
    }

    /** Its extensions keep failing, and it still lives. */
    private boolean mustReplaceKey() {
        return step.rotation.failures() == 0
                && step.attempt.phase() instanceof Phase.Connected connected
                && now().hasReached(connected.key().replaceAt());
    }

    /** The new connection takes over once everything wanted is acknowledged on it. */
    void completeIfProven() {
        if (!step.successor.exists(Attempt::isSubscribed)) {
            return;
        }
        Attempt old = step.attempt;
        step.retiring.forEach(older -> step.act(new SessionAction.Disconnect(older.epoch())));
        step.retiring = Option.some(new SessionState.Retiring(old.epoch(), now().plus(SessionSettings.RETIRE_AFTER)));
        step.attempt = step.successor.get();
        step.successor = Option.none();
        done(old.epoch());
    }

    /** The exchange answered with the key in use. */
    void sameKey() {
        step.successor = Option.none();
        if (!(step.attempt.phase() instanceof Phase.Connected connected)) {
            return;
        }
        if (step.rotation.suspicious()) {
            schedule();
            step.attempting()
                    .lost(
                            step.attempt,
                            DisconnectReason.FRAMES_LOST,
                            "",
                            GapReason.CONNECTION_LOST,
                            step.completing().cleanAt);
            return;
        }
        step.attempting().put(step.attempt.in(connected.with(connected.key().extendingAt(now()))));
        if (now().hasReached(connected.key().replaceAt())) {
            // That does not help a key whose extensions fail.
            failed(Duration.ZERO);
        } else {
            done(step.attempt.epoch());
        }
    }

    private void done(long from) {
        String fingerprint =
                step.attempting().key().map(life -> life.key().fingerprint()).getOrElse("");
        step.announce(new StreamNotice.Rotated(from, step.attempt.epoch(), fingerprint));
        step.tally = step.tally.anotherRotation();
        schedule();
        step.completing().rotated();
    }

    /** The second attempt came to nothing; the connection in use goes on. */
    void failed(Duration pause) {
        step.successor = Option.none();
        Duration backoff = SessionSettings.ROTATE_BACKOFF.delay(step.rotation.failures(), step.draw());
        step.rotation = step.rotation.failed(now().plus(SessionStep.shorter(pause, SessionSettings.PAUSE_MAX))
                .plus(backoff));
    }
}

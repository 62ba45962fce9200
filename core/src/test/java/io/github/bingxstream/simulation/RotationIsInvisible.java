package io.github.bingxstream.simulation;

import io.github.bingxstream.domain.Channel;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.session.SessionAction;
import io.github.bingxstream.session.SessionInput;
import java.util.HashSet;
import java.util.Set;

/**
 * C6: without faults, and at an exchange that loses nothing between two keys, rotation opens no gap and closes the old
 * connection only after the new one is subscribed and was heard.
 */
final class RotationIsInvisible extends Checker {

    private final Set<Long> heard = new HashSet<>();
    private long current;
    private int rotations;

    RotationIsInvisible(Scene scene) {
        super("C6", scene);
    }

    private boolean applies() {
        return scene().world().weather().faultsEnd() == 0 && !scene().isClosing();
    }

    int rotations() {
        return rotations;
    }

    @Override
    void input(SessionInput input) {
        if (input instanceof SessionInput.SignalReceived received) {
            heard.add(received.epoch());
        }
    }

    @Override
    void action(SessionAction action) {
        if (!applies()) {
            return;
        }
        if (action instanceof SessionAction.Notify notify) {
            notice(notify.notice());
        } else if (action instanceof SessionAction.Disconnect disconnect) {
            demand(
                    disconnect.epoch() != current,
                    () -> "epoch " + current + " is disconnected before another has taken its place");
        }
    }

    private void notice(StreamNotice notice) {
        if (notice instanceof StreamNotice.Connected connected && current == 0) {
            current = connected.epoch();
        } else if (notice instanceof StreamNotice.GapOpened gap) {
            demand(gap.reason() == GapReason.STARTING, () -> "a gap although there was no fault: " + gap);
        } else if (notice instanceof StreamNotice.Rotated rotated) {
            rotations++;
            current = rotated.epoch();
            demand(
                    scene().gaps().granted(current).size() == Channel.values().length,
                    () -> "rotated to epoch " + current + " before it was subscribed");
            demand(heard.contains(current), () -> "rotated to epoch " + current + " before it was heard");
        }
    }

    @Override
    void ended() {
        demand(
                !applies() || scene().world().switches().rotation() != Switches.Rotation.HOURLY || rotations > 0,
                () -> "never rotated");
    }
}

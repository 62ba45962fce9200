package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.StreamNotice;

/** What comes over a connection that was replaced: what it tells still counts, all else is of no consequence. */
final class LastWords implements Signal.Cases<Boolean> {

    private final SessionStep step;
    private final long epoch;
    private final int bytes;
    private final Moment at;

    LastWords(SessionStep step, long epoch, int bytes, Moment at) {
        this.step = step;
        this.epoch = epoch;
        this.bytes = bytes;
        this.at = at;
    }

    @Override
    public Boolean heartbeat(Signal.Heartbeat signal) {
        signal.reply().ifPresent(reply -> step.act(new SessionAction.SendText(epoch, reply)));
        return true;
    }

    @Override
    public Boolean happened(Signal.Happened signal) {
        int share = bytes / Math.max(1, signal.events().size());
        for (AccountEvent event : signal.events()) {
            step.completing().tell(event, share, at);
        }
        return true;
    }

    @Override
    public Boolean acknowledged(Signal.Acknowledged signal) {
        return false;
    }

    @Override
    public Boolean listenKeyExpired(Signal.ListenKeyExpired signal) {
        return false;
    }

    @Override
    public Boolean rejected(Signal.Rejected signal) {
        step.announce(new StreamNotice.Quarantined(epoch, signal.why(), signal.bytes(), signal.excerpt()));
        step.tally = step.tally.anotherQuarantined();
        step.completing().openEnded(GapReason.UNDECODABLE, step.completing().cleanAt);
        return true;
    }
}

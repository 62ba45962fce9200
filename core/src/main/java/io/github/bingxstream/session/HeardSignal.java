package io.github.bingxstream.session;

import io.github.bingxstream.domain.AccountEvent;
import io.github.bingxstream.domain.DisconnectReason;
import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.GapReason;
import io.github.bingxstream.domain.Moment;
import io.github.bingxstream.domain.Refusal;
import io.github.bingxstream.domain.StreamNotice;
import io.github.bingxstream.domain.Treatment;
import io.vavr.control.Option;

/** What a connected session makes of one message. */
final class HeardSignal implements Signal.Cases<SessionState> {

    private final SessionStep step;
    private final long epoch;
    private final Phase.Connected connected;
    private final Moment heardBefore;
    private final int bytes;

    /**
     * Prepares to handle one message.
     *
     * @param connected the connection, which has already heard it
     * @param heardBefore when the message before this one came
     */
    HeardSignal(SessionStep step, long epoch, Phase.Connected connected, Moment heardBefore, int bytes) {
        this.step = step;
        this.epoch = epoch;
        this.connected = connected;
        this.heardBefore = heardBefore;
        this.bytes = bytes;
    }

    @Override
    public SessionState heartbeat(Signal.Heartbeat signal) {
        signal.reply().ifPresent(reply -> step.act(new SessionAction.SendText(epoch, reply)));
        return step.to(connected);
    }

    @Override
    public SessionState happened(Signal.Happened signal) {
        int share = bytes / Math.max(1, signal.events().size());
        for (AccountEvent event : signal.events()) {
            step.act(new SessionAction.Deliver(event, share));
        }
        return step.to(connected.told());
    }

    @Override
    public SessionState acknowledged(Signal.Acknowledged signal) {
        Option<Subscriptions.Asked> request = connected.subscriptions().answeredBy(signal);
        if (signal.code() == 0 || signal.code() == ErrorCode.REPEATED.number()) {
            return request.isEmpty() ? step.to(connected) : granted(request.get());
        }
        Refusal refusal = Refusal.ofAcknowledgement(signal.code(), signal.message());
        if (refusal.treatment() == Treatment.KEY_DEAD) {
            return step.keyIsDead(connected, refusal.describe());
        }
        // An error that answers no request of ours tells of something that we do not see.
        return request.isEmpty()
                ? quarantined("an error that answers no request: " + refusal.describe(), bytes, "")
                : refused(refusal, signal.id().isPresent());
    }

    private SessionState granted(Subscriptions.Asked request) {
        step.act(new SessionAction.Notify(
                new StreamNotice.Subscribed(epoch, request.wanted().channel())));
        return step.to(connected.with(connected.subscriptions().granted(request)));
    }

    /** Which request an error without an id answers is a guess, and a guess ends no stream. */
    private SessionState refused(Refusal refusal, boolean forCertain) {
        return forCertain && SessionStep.isPointless(refusal)
                ? step.end(StreamNotice.Closed.refused(refusal))
                : step.lost(
                        DisconnectReason.REFUSED, refusal.describe(), GapReason.CONNECTION_LOST, connected.openedAt());
    }

    @Override
    public SessionState listenKeyExpired(Signal.ListenKeyExpired signal) {
        boolean ours = signal.listenKey().map(connected.key().key()::equals).orElse(true);
        return ours
                ? step.keyIsDead(connected, "the exchange says that the listen key has expired")
                : step.to(connected);
    }

    @Override
    public SessionState rejected(Signal.Rejected signal) {
        return quarantined(signal.why(), signal.bytes(), signal.excerpt());
    }

    private SessionState quarantined(String why, int size, String excerpt) {
        step.act(new SessionAction.Notify(new StreamNotice.Quarantined(epoch, why, size, excerpt)));
        step.openGap(GapReason.UNDECODABLE, heardBefore);
        return step.to(connected);
    }
}
